namespace Guanwei.Server.Ids;

/// <summary>
/// A typed id: the kind is in the type, the value a UUID v7, the text form carries a prefix a person can recognise.
/// </summary>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    static abstract string Prefix { get; }

    static abstract TSelf From(Guid value);

    Guid Value { get; }
}
