using System.Collections.Frozen;

namespace Guanwei.Rules.Naming;

/// <summary>Words by their first characters: which of them begin at a place of a text.</summary>
internal sealed class WordTrie
{
    private const int Root = 0;
    private const int NoWord = -1;

    private readonly FrozenDictionary<long, int> children;
    private readonly int[] words;

    /// <summary>A word is known by its place in the list; of the same word twice the last counts.</summary>
    public WordTrie(IEnumerable<string> list)
    {
        var growing = new Dictionary<long, int>();
        var ends = new List<int> { NoWord };
        var index = 0;
        foreach (var word in list)
        {
            var node = Root;
            foreach (var letter in word)
            {
                if (!growing.TryGetValue(Edge(node, letter), out var next))
                {
                    next = ends.Count;
                    growing.Add(Edge(node, letter), next);
                    ends.Add(NoWord);
                }

                node = next;
            }

            ends[node] = index++;
        }

        children = growing.ToFrozenDictionary();
        words = [.. ends];
    }

    /// <summary>The words that begin at a place, shortest first.</summary>
    public Found At(string text, int start) => new(this, text, start);

    private static long Edge(int node, char letter) => ((long)node << 16) | letter;

    /// <summary>The words found at one place; a struct, since a reading asks at every place.</summary>
    internal struct Found(WordTrie trie, string text, int start)
    {
        private int node = Root;
        private int end = start;

        /// <summary>The word, by its place in the list.</summary>
        public readonly int Word => trie.words[node];

        /// <summary>Where it ends.</summary>
        public readonly int End => end;

        public readonly Found GetEnumerator() => this;

        public readonly Found Current => this;

        public bool MoveNext()
        {
            while (end < text.Length && trie.children.TryGetValue(Edge(node, text[end]), out var next))
            {
                (node, end) = (next, end + 1);
                if (trie.words[node] != NoWord)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
