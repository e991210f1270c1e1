namespace Guanwei.Rules.Naming;

/// <summary>Region, department, nature: is it the applicant's, and is it all there?</summary>
internal static class PartReasons
{
    public static void Into(Inquiry inquiry, NameUnderCheck name)
    {
        RegionReasons.Into(inquiry, name);
        Departments(inquiry, name);
        Missing(inquiry, name);
        var rest = name.Rest;
        if (rest.Length > 1 && !(name.RegionNamed && name.DepartmentNamed))
        {
            inquiry.Raise(inquiry.Ask("name.brand"), NameCheck.Here, null, Argument.Text("rest", rest));
        }
        else if (rest.Length > 0 && name.RegionNamed && name.DepartmentNamed)
        {
            inquiry.Raise(inquiry.Ask("name.extra"), NameCheck.Here, null, Argument.Text("rest", rest));
        }
    }

    /// <summary>
    /// Another department's name. A function or a slogan (普法, 平安) counts only where nothing else names the
    /// department; so does the organ that one's own is a part of.
    /// </summary>
    private static void Departments(Inquiry inquiry, NameUnderCheck name)
    {
        var others = name.Parts.Where(part => part.Kind switch
        {
            NamePartKind.Department when part.Standing == Standing.Foreign =>
                !part.IsTheme || !(name.OwnDepartmentNamed || name.Applicant.SpeaksForGovernment),
            NamePartKind.Department when part.Standing == Standing.Above => !name.OwnDepartmentNamed,
            NamePartKind.Nature => !part.Systems.IsEmpty && !name.OwnDepartmentNamed
                && !name.Applicant.IsOf(part.Systems),
            _ => false,
        });
        foreach (var other in others.Select(name.TextOf).Distinct())
        {
            inquiry.Raise(inquiry.Ask("name.subject"), NameCheck.Here, null, Argument.Text("word", other),
                Argument.Term("what", "other", "department"), Argument.Text("applicant", name.Applicant.FullName));
        }
    }

    private static void Missing(Inquiry inquiry, NameUnderCheck name)
    {
        var (region, department) = (inquiry.Ask("name.region.required"), inquiry.Ask("name.department.required"));
        var lacksRegion = region.Yes && !name.RegionNamed;
        var lacksDepartment = department.Yes && !name.DepartmentNamed;
        if (lacksRegion)
        {
            inquiry.Raise(region, NameCheck.Here, null,
                Argument.Text("region", name.Applicant.Regions.Best?.Short ?? ""));
        }

        if (lacksDepartment)
        {
            inquiry.Raise(department, NameCheck.Here);
        }

        var vertical = inquiry.Ask("name.vertical-systems").Set;
        var system = name.Applicant.OwnSystems.FirstOrDefault(s => vertical.Contains(s.Name));
        if (system is not null && name.Applicant.Regions.IsNeeded
            && (!name.RegionNamed || !name.OwnDepartmentNamed))
        {
            inquiry.Raise(inquiry.Ask("name.subordination"), NameCheck.Here, null,
                Argument.Text("system", system.Short));
        }
    }
}
