using System.Text;
using System.Xml.Linq;
using Guanwei.Server.Actions;
using Guanwei.Server.Keys;
using Guanwei.Server.Storage;
using Guanwei.Server.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;

namespace Guanwei.Server.Hosting;

/// <summary>
/// Where the framework's data protection keeps its keys: in the database, sealed under a key of their own purpose.
/// </summary>
public sealed class ProtectionKeys(Databases databases, InForceSource inForce, Clock clock) : IXmlRepository
{
    private const string Why = "keys of cookies and form tokens";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.OpenForSystem(Why);
        return [.. db.Set<ProtectionKey>().AsNoTracking().ToList().Select(Open)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.OpenForSystem(Why);
        var xml = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        db.Add(new ProtectionKey { Name = friendlyName, Xml = Seal(friendlyName, xml), MadeAt = clock.Machine });
        // The framework asks without waiting; our guards of saving are asynchronous only.
        db.SaveChangesAsync().GetAwaiter().GetResult();
    }

    private XElement Open(ProtectionKey key)
    {
        var xml = inForce.Current.Keys.Open(KeyPurpose.DataProtection, Place(key.Name), key.Xml);
        return XElement.Parse(Encoding.UTF8.GetString(xml));
    }

    private byte[] Seal(string name, byte[] xml) => inForce.Current.Keys.Seal(KeyPurpose.DataProtection, Place(name), xml);

    private static byte[] Place(string name) => Encoding.UTF8.GetBytes($"protection_keys|xml|{name}");
}

public static class ProtectionSetup
{
    public static WebApplicationBuilder AddProtection(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName("guanwei");
        builder.Services.AddSingleton<ProtectionKeys>();
        builder.Services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys>((options, keys) =>
        {
            options.XmlRepository = keys;
            // The repository seals; without this the framework warns that nobody does.
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        return builder;
    }
}
