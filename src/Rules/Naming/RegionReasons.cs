namespace Guanwei.Rules.Naming;

/// <summary>Whose region a name names, how often, and in which order.</summary>
internal static class RegionReasons
{
    public static void Into(Inquiry inquiry, NameUnderCheck name)
    {
        Foreign(inquiry, name);
        Overreach(inquiry, name);
        Repeated(inquiry, name);
        Order(inquiry, name);
    }

    private static void Foreign(Inquiry inquiry, NameUnderCheck name)
    {
        foreach (var region in name.Parts
            .Where(part => part is { Kind: NamePartKind.Region, Standing: Standing.Foreign or Standing.ForeignShort })
            .Select(name.TextOf).Distinct())
        {
            inquiry.Raise(inquiry.Ask("name.subject"), NameCheck.Here, null, Argument.Text("word", region),
                Argument.Term("what", "other", "region"), Argument.Text("applicant", name.Applicant.FullName));
        }
    }

    private static void Overreach(Inquiry inquiry, NameUnderCheck name)
    {
        var above = name.Parts.Find(part => part is { Kind: NamePartKind.Region, Standing: Standing.Above });
        if (above is not null && !name.OwnRegionNamed)
        {
            inquiry.Raise(inquiry.Ask("name.subject"), NameCheck.Here, ReasonCode.RegionOverreach,
                Argument.Text("claim", name.TextOf(above)));
            return;
        }

        var region = name.Parts.Find(part => part.Kind == NamePartKind.Region);
        var claim = name.Parts.Find(part => part.Claims);
        var isBare = name.Parts.TrueForAll(part => part.Kind == NamePartKind.Region);
        if (region is not null && (claim is not null || isBare) && name.Applicant.Regions.IsNeeded
            && !name.Applicant.SpeaksForGovernment && !name.DepartmentNamed)
        {
            inquiry.Raise(inquiry.Ask("name.subject"), NameCheck.Here, ReasonCode.RegionOverreach,
                Argument.Text("claim", name.TextOf(region) + (claim is null ? "" : name.TextOf(claim))));
        }
    }

    /// <summary>One's own region twice; 吉林吉林 is a province and its city.</summary>
    private static void Repeated(Inquiry inquiry, NameUnderCheck name)
    {
        var own = name.Parts
            .Where(part => part is { Kind: NamePartKind.Region, Standing: Standing.Own })
            .GroupBy(part => part.Region).ToList();
        var whole = name.Parts.Count(part => part is { Kind: NamePartKind.OwnName, HasRegion: true });
        var twice = own.Find(region => region.Count() > 1 || whole > 0)?.First()
            ?? (whole > 1 ? name.Parts.Find(part => part.Kind == NamePartKind.OwnName) : null);
        if (twice is not null)
        {
            inquiry.Raise(inquiry.Ask("name.region.once"), NameCheck.Here, null,
                Argument.Text("region", name.TextOf(twice)));
        }
    }

    private static void Order(Inquiry inquiry, NameUnderCheck name)
    {
        var region = name.Parts.Find(part => part.Kind is NamePartKind.Region
            || part is { Kind: NamePartKind.OwnName, HasRegion: true });
        var department = name.Parts.Find(part => part.Kind is NamePartKind.Department
            || part is { Kind: NamePartKind.OwnName, HasRegion: false });
        var own = name.Parts.Find(part => part is { Kind: NamePartKind.Region, Standing: Standing.Own });
        var above = name.Parts.FindLast(part => part is { Kind: NamePartKind.Region, Standing: Standing.Above });
        if ((region is not null && department is not null && department.Start < region.Start
                && name.Applicant.Regions.IsNeeded)
            || (own is not null && above is not null && own.Start < above.Start))
        {
            inquiry.Raise(inquiry.Ask("name.order"), NameCheck.Here);
        }
    }
}
