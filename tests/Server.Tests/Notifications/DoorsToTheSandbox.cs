extern alias sandbox;

using System.Net;
using System.Net.Http.Json;
using Guanwei.Server.Notifications.Doors;
using Microsoft.Extensions.DependencyInjection;
using sandbox::Guanwei.Sandbox;

namespace Guanwei.Server.Tests.Notifications;

public sealed class DoorsToTheSandbox(HostWithSandbox house) : IClassFixture<HostWithSandbox>
{
    private const string Phone = "13800138000";

    private readonly InProcessSandbox _sandbox = house.Sandbox;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<DoorKind> OverHttp => [DoorKind.Sms, DoorKind.WeCom, DoorKind.DingTalk];

    [Theory, MemberData(nameof(OverHttp))]
    public async Task A_message_arrives_with_its_text_and_link(DoorKind kind)
    {
        var delivery = await Send(kind, Message(kind) with { Text = "名称申请已受理" });

        Assert.IsType<Delivered>(delivery);
        var call = _sandbox.Calls[^1];
        Assert.True(call.Accepted);
        Assert.Contains("名称申请已受理", Unescaped(call.Body), StringComparison.Ordinal);
        Assert.Contains("https://guanwei.example/notices/1", call.Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OverHttp))]
    public async Task A_server_error_is_tried_again_later(DoorKind kind)
    {
        _sandbox.Fails(Side(kind), FaultKind.ServerError);

        Assert.Equal(new Failed(Again.Later, "http_500"), await Send(kind, Message(kind)));
    }

    [Theory, MemberData(nameof(OverHttp))]
    public async Task A_rate_limit_says_how_long_to_wait(DoorKind kind)
    {
        _sandbox.Fails(Side(kind), FaultKind.RateLimited);

        var failed = Assert.IsType<Failed>(await Send(kind, Message(kind)));
        Assert.Equal((Again.Later, "rate_limited"), (failed.Again, failed.Code));
        Assert.True(failed.After >= TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(DoorKind.Sms, "signature_refused")]
    [InlineData(DoorKind.WeCom, "robot_unknown")]
    [InlineData(DoorKind.DingTalk, "signature_refused")]
    public async Task A_refused_key_or_signature_is_never_tried_again(DoorKind kind, string code)
    {
        _sandbox.Fails(Side(kind), FaultKind.BadSignature);

        Assert.Equal(new Failed(Again.Never, code), await Send(kind, Message(kind)));
    }

    [Theory, MemberData(nameof(OverHttp))]
    public async Task A_late_answer_within_the_door_s_patience_is_an_answer(DoorKind kind)
    {
        _sandbox.Fails(Side(kind), FaultKind.Latency, milliseconds: 200);

        Assert.IsType<Delivered>(await Send(kind, Message(kind)));
    }

    [Theory]
    [InlineData(DoorKind.WeCom)]
    [InlineData(DoorKind.DingTalk)]
    public async Task A_robot_that_accepts_and_falls_silent_leaves_the_delivery_unsure(DoorKind kind)
    {
        await using var host = HostWithSandbox.HostFor(_sandbox, patience: "00:00:02");
        _sandbox.Fails(Side(kind), FaultKind.AcceptThenHang);

        Assert.Equal(new Failed(Again.Unsure, "no_answer"), await Door(host, kind).Deliver(Message(kind), Ct));
        Assert.True(_sandbox.Calls[^1].Accepted);
    }

    [Fact]
    public async Task An_sms_whose_answer_was_lost_is_repeated_and_reaches_the_phone_once()
    {
        var message = Message(DoorKind.Sms);
        _sandbox.Fails("sms", FaultKind.AcceptThenHang, milliseconds: 50);

        Assert.Equal(new Failed(Again.Later, "connection_lost"), await Send(DoorKind.Sms, message));
        Assert.IsType<Delivered>(await Send(DoorKind.Sms, message));
        Assert.Single(_sandbox.Calls, call =>
            call.Accepted && call.Body.Contains(message.Id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("138-0013-8000")]
    [InlineData("13800138000\r\nX-App: other")]
    public async Task What_is_no_phone_number_does_not_leave_the_house(string number)
    {
        var before = _sandbox.Calls.Count;

        Assert.Equal(new Failed(Again.Never, "number_malformed"),
            await Send(DoorKind.Sms, Message(DoorKind.Sms) with { To = new(number) }));
        Assert.Equal(before, _sandbox.Calls.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/cgi-bin/webhook/send?key=1")]
    [InlineData("https://qyapi.weixin.qq.com.example/cgi-bin/webhook/send?key=1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("{sandbox}sandbox/faults?key=1")]
    [InlineData("not an address")]
    public async Task A_robot_s_address_reaches_its_platform_and_nothing_else(string address)
    {
        var to = new Receiver(address.Replace("{sandbox}", _sandbox.Address.ToString(), StringComparison.Ordinal));

        Assert.Equal(new Failed(Again.Never, "address_refused"),
            await Send(DoorKind.WeCom, Message(DoorKind.WeCom) with { To = to }));
        Assert.Equal(new Failed(Again.Never, "address_refused"),
            await Send(DoorKind.DingTalk, Message(DoorKind.DingTalk) with { To = to }));
    }

    [Fact]
    public async Task A_wrong_dingtalk_secret_is_refused_by_the_other_side_itself()
    {
        var message = Message(DoorKind.DingTalk);

        Assert.Equal(new Failed(Again.Never, "signature_refused"),
            await Send(DoorKind.DingTalk, message with { To = message.To with { Secret = "SECwrong" } }));
    }

    [Theory]
    [InlineData(DoorKind.WeCom)]
    [InlineData(DoorKind.DingTalk)]
    public async Task A_text_too_long_for_a_robot_is_cut_between_characters_and_keeps_its_link(DoorKind kind)
    {
        var delivery = await Send(kind, Message(kind) with { Text = string.Concat(Enumerable.Repeat("政务公开😀", 2_000)) });

        Assert.IsType<Delivered>(delivery);
        var body = Unescaped(_sandbox.Calls[^1].Body);
        Assert.Contains("…", body, StringComparison.Ordinal);
        Assert.Contains("https://guanwei.example/notices/1", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_cannot_smuggle_links_or_mentions_into_a_group()
    {
        await Send(DoorKind.WeCom, Message(DoorKind.WeCom) with { Text = "[点此](https://evil.example) <@all>" });

        Assert.DoesNotContain("[点此](", Unescaped(_sandbox.Calls[^1].Body), StringComparison.Ordinal);
        Assert.DoesNotContain("<@all>", Unescaped(_sandbox.Calls[^1].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_gateway_is_tried_again_later()
    {
        await using var host = new GuanweiHost { Settings = { ["Doors:Sms:Url"] = "http://127.0.0.1:1/sms/send" } };

        Assert.Equal(new Failed(Again.Later, "unreachable"),
            await Door(host, DoorKind.Sms).Deliver(Message(DoorKind.Sms), Ct));
    }

    [Fact]
    public async Task The_sandbox_keeps_the_real_limit_of_twenty_messages_a_minute()
    {
        await using var own = new InProcessSandbox();
        await own.InitializeAsync();
        using var http = new HttpClientHandler();
        using var client = new HttpMessageInvoker(http);
        var codes = new List<string>();
        for (var i = 0; i < 21; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, own.WeComRobot);
            request.Content = JsonContent.Create(new { msgtype = "text", text = new { content = "公告" } });
            using var response = await client.SendAsync(request, Ct);
            codes.Add(await response.Content.ReadAsStringAsync(Ct));
        }

        Assert.All(codes.Take(20), code => Assert.Contains("\"errcode\":0", code, StringComparison.Ordinal));
        Assert.Contains("45009", codes[20], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sandbox_page_shows_traffic_without_running_it()
    {
        await Send(DoorKind.Sms, Message(DoorKind.Sms) with { Text = "<script>alert(1)</script>" });
        using var client = new HttpMessageInvoker(new HttpClientHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, _sandbox.Address);
        using var response = await client.SendAsync(request, Ct);
        var page = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("sms", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    private static string Side(DoorKind kind) => kind.ToString().ToLowerInvariant();

    private static string Unescaped(string json) => System.Text.RegularExpressions.Regex.Unescape(json);

    private Task<Delivery> Send(DoorKind kind, DoorMessage message) =>
        Door(house.Host, kind).Deliver(message, Ct);

    private static IDoor Door(GuanweiHost host, DoorKind kind) =>
        host.Services.GetServices<IDoor>().Single(door => door.Kind == kind);

    private DoorMessage Message(DoorKind kind) => new(
        Id: $"no_{Random.Shared.NextInt64():x}",
        To: kind switch
        {
            DoorKind.Sms => new(Phone),
            DoorKind.WeCom => new(_sandbox.WeComRobot),
            _ => new(_sandbox.DingTalkRobot, _sandbox.Secrets.DingTalkSecret),
        },
        Language: "zh-CN", Subject: "名称申请", Text: "有一件待办", Link: new("https://guanwei.example/notices/1"));
}
