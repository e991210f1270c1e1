using System.CommandLine;
using System.Globalization;
using Guanwei.Rules;
using Guanwei.Rules.Rights;
using Guanwei.Server.Actions;
using Guanwei.Server.Jobs;
using Guanwei.Server.Keys;
using Guanwei.Server.People;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.EntityFrameworkCore;
using RoleTable = Guanwei.Server.People.RoleTable;

namespace Guanwei.Server.Hosting.Commands;

/// <summary>
/// Makes a real installation in an empty folder: keys, database, and the one-time link by which the first system
/// officer comes in. With --link, a new link while there is no system officer yet.
/// </summary>
public static class InitCommand
{
    private sealed record Wish(string Name, Profile Profile, TimeOnly OfficeEnd);

    public static Command Word(GlobalOptions options)
    {
        var name = new Option<string?>("--name") { HelpName = "NAME", Description = Texts.Say("Init.Name") };
        var profile = new Option<string>("--profile")
        {
            HelpName = "guide|current|strict",
            Description = Texts.Say("Init.Profile"),
            DefaultValueFactory = _ => Slug.Of(Profile.Current),
        };
        profile.AcceptOnlyFromAmong([.. Enum.GetValues<Profile>().Select(x => Slug.Of(x))]);
        var officeEnd = new Option<TimeOnly>("--office-end")
        {
            HelpName = "HH:MM",
            Description = Texts.Say("Init.OfficeEnd"),
            DefaultValueFactory = _ => Installing.UsualOfficeEnd,
            CustomParser = result =>
            {
                if (TimeOnly.TryParseExact(
                    result.Tokens[0].Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                {
                    return time;
                }
                result.AddError(Texts.Say("Init.OfficeEnd.Wrong", result.Tokens[0].Value));
                return default;
            },
        };
        var site = new Option<Uri>("--site")
        {
            HelpName = "URL",
            Description = Texts.Say("Init.Site"),
            DefaultValueFactory = _ => new Uri(Defaults.Address),
        };
        var link = new Option<bool>("--link") { Description = Texts.Say("Init.Link") };
        var command = new Command("init", Texts.Say("Init.Description")) { name, profile, officeEnd, site, link };
        command.SetAction(async (parsed, cancel) =>
        {
            var invocation = options.Read(parsed);
            var wish = parsed.GetValue(link)
                ? null
                : new Wish(
                    parsed.GetValue(name) ?? Ask(Texts.Say("Init.Ask.Name"), invocation.Output) ?? "",
                    Enum.GetValues<Profile>().Single(x => Slug.Of(x) == parsed.GetRequiredValue(profile)),
                    parsed.GetValue(officeEnd));
            return (await Run(invocation, wish, parsed.GetRequiredValue(site), cancel))
                .Print(invocation.Json, invocation.Output, invocation.Error);
        });
        return command;
    }

    private static async Task<Answer> Run(Invocation invocation, Wish? wish, Uri site, CancellationToken cancel)
    {
        if (wish is { Name: var name } && string.IsNullOrWhiteSpace(name))
        {
            return Answer.Usage([Texts.Say("Init.Name.Missing")]);
        }
        using var folder = DataFolder.Open(invocation.Data);
        using var databases = new Databases(folder.Database(invocation.Database));
        var clock = new Clock(TimeProvider.System);
        if (wish is null && !File.Exists(MasterKeyFile.DefaultPath(folder.Root)))
        {
            return Answer.Refused([Texts.Say("Storage.NotMade")]);
        }
        var master = Master(folder, databases, clock);
        await databases.Migrate(cancel);
        if (wish is not null && !await Installing.Make(
            databases, master, clock, new(InstallationKind.Real, wish.Name.Trim(), wish.Profile, wish.OfficeEnd),
            PeopleSetup.NewOperation(clock), cancel))
        {
            return Answer.Refused([Texts.Say("Init.Made", folder.Root)]);
        }
        return await Link(folder, databases, master, clock, site, cancel);
    }

    private static MasterKey Master(DataFolder folder, Databases databases, Clock clock)
    {
        var path = MasterKeyFile.DefaultPath(folder.Root);
        if (!File.Exists(path))
        {
            MasterKeyFile.Save(
                MasterKey.New(clock.Machine), path, Environment.GetEnvironmentVariable(MasterKeyFile.PassphraseVariable));
        }
        return StorageSetup.LoadMaster(folder, databases.Settings, new NextMasterKey(path).InForce(databases));
    }

    private static async Task<Answer> Link(
        DataFolder folder, Databases databases, MasterKey master, Clock clock, Uri site, CancellationToken cancel)
    {
        await using var db = databases.OpenForSystem("guanwei init");
        if (await db.Set<Installation>().AsNoTracking().SingleOrDefaultAsync(cancel) is not { } installation)
        {
            return Answer.Refused([Texts.Say("Storage.NotMade")]);
        }
        var keys = await StoredKeys.Ring(db, master, cancel);
        var inForce = new InForceSource();
        inForce.Replace(new InForce(
            RuleBook.National, installation.Profile, Guanwei.Rules.WorkingDays.WorkingDayCalendar.National,
            installation.OfficeEnd, installation.Kind, keys, new Happenings()));
        using var signal = new JobSignal();
        var actions = new Actions.Actions(databases, clock, RoleTable.Load(), inForce, signal);
        var operation = PeopleSetup.NewOperation(clock);
        var outcome = await actions.Do<InvitationId>(
            Actor.System("guanwei init", Via.CommandLine), operation, InviteFirstOfficer.Verb,
            act => InviteFirstOfficer.Run(act, clock, cancel), cancel);
        if (outcome is Outcome<InvitationId>.Refused)
        {
            return Answer.Refused([Texts.Say("Init.HasOfficer", folder.Root)]);
        }
        var fingerprint = Sm2PublicKey.Import(installation.RootKey).Fingerprint;
        var link = new Uri(site, InvitationLink.Path(InvitationLink.Token(keys, operation)));
        var valid = SignInRules.Of(RuleBook.National, clock.Today).InitLink;
        return new Answer(
            ExitCode.Ok,
            [
                Texts.Say("Init.Done", installation.Name, folder.Root),
                Texts.Say("Init.Fingerprint", fingerprint),
                Texts.Say("Init.KeyFile", MasterKeyFile.DefaultPath(folder.Root)),
                Texts.Say("Init.Next", valid.TotalMinutes, link),
            ],
            new { installation.Name, Data = folder.Root, Fingerprint = fingerprint, Link = link, ValidMinutes = valid.TotalMinutes });
    }

    /// <summary>Asks at a console only; a script gives the option.</summary>
    private static string? Ask(string question, TextWriter output)
    {
        if (Console.IsInputRedirected)
        {
            return null;
        }
        output.Write(question);
        return Console.ReadLine();
    }
}
