using System.Text.RegularExpressions;
using Guanwei.Server.Hosting;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Tests;

/// <summary>No name, address or number of a person stands in the database without its slice declaring it.</summary>
public sealed partial class EveryPersonalColumn
{
    /// <summary>Columns that are named like a person's data and hold none: what they hold instead.</summary>
    private static readonly Dictionary<string, string> ofNobody = new()
    {
        ["Account.Name"] = "the account's name, public",
        ["Agency.Name"] = "the agency's name, public",
        ["AgencyName.Name"] = "the agency's name, public",
        ["AgencyRequest.Name"] = "the name of the agency that asks to be taken in",
        ["AgencyRequest.Words"] = "why the supervisor refused, as told to the agency",
        ["AgencyImport.FileName"] = "the name of a list of agencies",
        ["AgencySuccessor.FromName"] = "the agency's name, public",
        ["AgencySuccessor.ToName"] = "the agency's name, public",
        ["AgencyRobot.Address"] = "the address of a group's robot, sealed as a secret",
        ["ApiClient.Name"] = "what a program is called",
        ["ApplicationDocument.FileName"] = "the name of a file; taken away with it by the retention of files",
        ["CertificationRecord.EvidenceFileName"] = "the name of a file; taken away with it by the retention of files",
        ["CertificationRecord.Words"] = "what was said of the certification: a part of the official record",
        ["Installation.Name"] = "the platform's name",
        ["DeadlinePause.Words"] = "why the count was suspended: a part of the official record",
        ["NameReservation.Holder"] = "the name of the agency that holds the name",
        ["NameReservation.Name"] = "an account's name",
        ["OpeningApplication.AgencyName"] = "the agency's name, public",
        ["OpeningApplication.AnsweredBy"] = "the office that answers citizens; the form asks for an office",
        ["OpeningApplication.Name"] = "the account's name asked for",
        ["Operation.Actor"] = "the id of whoever acted",
        ["ProtectionKey.Name"] = "the name of a key",
        ["StoredFile.Name"] = "the name of a file; taken away with it by the retention of files",
        ["WorkflowStep.Words"] = "what was said of the matter: a part of the official record",
    };

    private static IEnumerable<string> Declared =>
        Serve.PersonalRegister().All.SelectMany(rows => rows.Fields.Select(name => $"{rows.Row.Name}.{name}"));

    [Fact]
    public void Is_declared_or_says_what_it_holds_instead()
    {
        var alike = Columns().Where(column => column.Type == typeof(string) || column.Type == typeof(byte[]))
            .Select(column => column.Name).Where(name => LikePersonalData().IsMatch(name)).ToList();

        Assert.Empty(alike.Except(Declared).Except(ofNobody.Keys));
        Assert.Empty(ofNobody.Keys.Except(alike));
        Assert.Empty(ofNobody.Keys.Intersect(Declared));
    }

    [Fact]
    public void That_is_sealed_as_a_field_is_declared()
    {
        var sealedColumns = Serve.SealedColumns().All.Where(column => column.Purpose is KeyPurpose.Field)
            .Select(column => $"{column.Row.Name}.{column.Property}");

        Assert.Empty(sealedColumns.Except(Declared));
    }

    [Fact]
    public void That_is_declared_is_there() => Assert.Empty(Declared.Except(Columns().Select(column => column.Name)));

    private static List<(string Name, Type Type)> Columns()
    {
        using var db = new SqlitePlatformDb(
            new DbContextOptionsBuilder<SqlitePlatformDb>().UseSqlite("Data Source=:memory:").Options, DataScope.Nothing);
        return
        [
            .. db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()
                .Select(property => ($"{entity.ClrType.Name}.{property.Name}", property.ClrType))),
        ];
    }

    // How people and their addresses are called at the end of a column's name; ids of people have a type of their own.
    [GeneratedRegex("(Name|By|Person|Actor|Contact|Holder|Signer|Author|Sender|Recipient|User|Words|Phone|PhoneNumber|Mobile|Mail|Email"
        + "|Address|IdNumber|CardNumber|BankAccount|OpenId|Birthday|Network|Device)$")]
    private static partial Regex LikePersonalData();
}
