using Microsoft.AspNetCore.Components;

namespace Guanwei.Server.Ui;

/// <summary>A page with a form: its own GET shows it, its refused POST shows it again with the reasons.</summary>
public abstract class FormPage : ComponentBase
{
    [Parameter]
    public IReadOnlyList<ShownReason> Reasons { get; set; } = [];
}
