namespace Guanwei.Server.Ui;

/// <summary>The icons in the sprite. The asset build reads this file: a new one is one line here.</summary>
public static class Icons
{
    public const string Home = "home";
    public const string Bank = "building-bank";
    public const string File = "file-text";
    public const string Folder = "folder";
    public const string List = "list-check";
    public const string Bell = "bell";
    public const string User = "user-circle";
    public const string Users = "users";
    public const string SignOut = "logout";
    public const string SignIn = "login";
    public const string Language = "language";
    public const string Theme = "contrast";
    public const string Check = "check";
    public const string Good = "circle-check";
    public const string Bad = "circle-x";
    public const string Block = "alert-octagon";
    public const string Warn = "alert-triangle";
    public const string Inform = "info-circle";
    public const string Pending = "circle-dashed";
    public const string Next = "chevron-right";
    public const string Previous = "chevron-left";
    public const string Up = "chevron-up";
    public const string Down = "chevron-down";
    public const string Sort = "selector";
    public const string Search = "search";
    public const string Filter = "filter";
    public const string Upload = "cloud-upload";
    public const string Download = "download";
    public const string Copy = "copy";
    public const string QrCode = "qrcode";
    public const string Clock = "clock";
    public const string Due = "calendar-due";
    public const string Pause = "player-pause";
    public const string Trust = "shield-check";
    public const string Key = "key";
    public const string Mail = "mail";
    public const string Inbox = "inbox";
    public const string Plus = "plus";
    public const string Edit = "pencil";
    public const string Remove = "trash";
    public const string History = "history";
    public const string Retry = "refresh";
    public const string Send = "send";
    public const string Look = "eye";
    public const string Settings = "settings";
    public const string Menu = "menu-2";
    public const string External = "external-link";
    public const string Account = "message-circle-check";
    public const string Rules = "book";
}
