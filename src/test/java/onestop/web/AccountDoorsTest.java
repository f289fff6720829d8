package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Accounts, through the API of an administrator and the pages of an officer. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("world")
class AccountDoorsTest {
  private static final AgencyCode CITY = new AgencyCode("CITY");
  private static final String GIVEN = "copper lantern 58 drizzle";
  private static final String OWN = "ổi xanh trên toa tàu";

  private static World world;
  private static Visitor admin;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-11-27T10:00");
    Agencies agencies = world.get(Agencies.class);
    agencies.add(
        new Agency(CITY, "x", "x", null, Agency.Kind.CITY, "000.00.00.H26", "", "", "", ""),
        LocalDate.of(2000, 1, 1));
    admin = Visitor.of(world, officer("quantri", Role.ADMINISTRATOR));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static OfficerId officer(String login, Role role) {
    Officer officer = new Officer(new OfficerId(login), "Lê Văn Tám", "x", CITY, Set.of(role));
    return world.get(Agencies.class).add(officer, null).id();
  }

  @Test
  void givenPasswordOpensOnlyThePageThatChangesIt() {
    assertThat(
            admin
                .call(
                    "POST",
                    "/api/officers",
                    """
                    {"id":"moi","name":"Lê Mới","title":"x","agency":"CITY",
                     "roles":["DESK_OFFICER"],"password":"%s"}
                    """
                        .formatted(GIVEN))
                .statusCode())
        .isEqualTo(201);
    Visitor officer = Visitor.stranger(world, new OfficerId("moi"));
    assertThat(problem(officer.call("GET", "/api/counters", "", GIVEN), 403))
        .contains("web:password-to-be-changed", "PUT /api/me/password");

    officer.logIn(GIVEN);
    assertThat(location(officer.page("/my-work"))).endsWith("/account/password");
    assertThat(officer.page("/account/password").body()).contains("do người quản trị đặt");
    assertThat(change(officer, GIVEN, OWN, "khác hẳn").body()).contains("không giống nhau");
    assertThat(change(officer, "sai rồi", OWN, OWN).body()).contains("hiện nay không đúng");
    assertThat(change(officer, GIVEN, "123456789012", "123456789012").body())
        .contains("quá dễ đoán");
    assertThat(change(officer, GIVEN, GIVEN, GIVEN).body()).contains("trùng với mật khẩu hiện nay");
    assertThat(location(officer.page("/my-work"))).endsWith("/account/password");

    assertThat(location(change(officer, GIVEN, OWN, OWN))).endsWith("/account/password");
    assertThat(officer.page("/account/password").body()).contains("Đã đổi mật khẩu");
    assertThat(officer.page("/my-work").statusCode()).isEqualTo(200);
    assertThat(officer.call("GET", "/api/counters", "", OWN).statusCode()).isEqualTo(200);
    assertThat(officer.call("GET", "/api/counters", "", GIVEN).statusCode()).isEqualTo(401);
  }

  @Test
  void programChangesItsPasswordByTheApiOrKeepsOneThatStays() {
    admin.call(
        "POST",
        "/api/officers",
        """
        {"id":"chuongtrinh","name":"x","title":"x","agency":"CITY","roles":["DESK_OFFICER"],
         "password":"%s","passwordStays":true}
        """
            .formatted(GIVEN));
    Visitor program = Visitor.stranger(world, new OfficerId("chuongtrinh"));
    assertThat(program.call("GET", "/api/counters", "", GIVEN).statusCode()).isEqualTo(200);
    String body = "{\"before\":\"%s\",\"password\":\"%s\"}";
    assertThat(
            problem(program.call("PUT", "/api/me/password", body.formatted("x", OWN), GIVEN), 400))
        .contains("web:password-wrong");
    assertThat(
            program.call("PUT", "/api/me/password", body.formatted(GIVEN, OWN), GIVEN).statusCode())
        .isEqualTo(204);
    assertThat(program.call("GET", "/api/counters", "", OWN).statusCode()).isEqualTo(200);
  }

  @Test
  void changedPasswordEndsTheOtherSessions() {
    OfficerId id = officer("haimay", Role.DESK_OFFICER);
    Visitor here = Visitor.of(world, id);
    Visitor there = Visitor.stranger(world, id);
    there.logIn("a long password");
    assertThat(there.page("/my-work").statusCode()).isEqualTo(200);
    assertThat(location(change(here, "a long password", OWN, OWN))).endsWith("/account/password");
    assertThat(here.page("/my-work").statusCode()).isEqualTo(200);
    assertThat(location(there.page("/my-work"))).endsWith("/login");
    assertThat(there.page("/login").body()).contains("Phiên làm việc đã bị kết thúc");
  }

  @Test
  void shutAccountAndRevokedRoleCountFromTheNextRequestOn() {
    OfficerId id = officer("sapnghi", Role.DESK_OFFICER);
    Visitor officer = Visitor.of(world, id);
    String account = "/api/officers/sapnghi";
    assertThat(officer.call("PUT", account + "/roles/AUDITOR", "").statusCode()).isEqualTo(403);
    assertThat(admin.call("PUT", account + "/roles/AUDITOR", "").statusCode()).isEqualTo(204);
    assertThat(location(officer.page("/my-work"))).endsWith("/login");
    officer.logIn("a long password");
    assertThat(officer.page("/audit").statusCode()).isEqualTo(200);
    assertThat(admin.call("DELETE", account + "/roles/AUDITOR", "").statusCode()).isEqualTo(204);
    assertThat(location(officer.page("/audit"))).endsWith("/login");
    officer.logIn("a long password");
    assertThat(officer.page("/audit").statusCode()).isEqualTo(403);

    assertThat(problem(admin.call("POST", account + "/disable", "{\"reason\":\"\"}"), 400))
        .contains("agencies:account-reason");
    assertThat(admin.call("POST", account + "/disable", "{\"reason\":\"nghỉ hưu\"}").statusCode())
        .isEqualTo(204);
    assertThat(location(officer.page("/my-work"))).endsWith("/login");
    assertThat(location(officer.logIn("a long password"))).endsWith("/login?error");
    assertThat(officer.call("GET", "/api/counters", "").statusCode()).isEqualTo(401);
    assertThat(admin.call("GET", account + "/account", "").body())
        .contains("\"canLogIn\":false", "\"kind\":\"DISABLED\"", "nghỉ hưu")
        .doesNotContain("$2a$");
    assertThat(admin.call("POST", account + "/enable", "{\"reason\":\"trở lại\"}").statusCode())
        .isEqualTo(204);
    assertThat(location(officer.logIn("a long password"))).doesNotContain("login");
    assertThat(officer.page("/my-work").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsSoAlreadyAndTheOwnAccessAreRefusedByName() {
    officer("khong", Role.UNIT_HEAD);
    officer("truong", Role.HEAD_OF_AGENCY);
    String account = "/api/officers/khong";
    String reason = "{\"reason\":\"x\"}";
    assertThat(problem(admin.call("PUT", account + "/roles/UNIT_HEAD", ""), 409))
        .contains("agencies:role-held");
    assertThat(problem(admin.call("DELETE", account + "/roles/AUDITOR", ""), 409))
        .contains("agencies:role-not-held");
    assertThat(problem(admin.call("POST", account + "/enable", reason), 409))
        .contains("agencies:account-enabled");
    assertThat(problem(admin.call("POST", "/api/officers/quantri/disable", reason), 409))
        .contains("desk:own-access");
    assertThat(problem(admin.call("DELETE", "/api/officers/quantri/roles/ADMINISTRATOR", ""), 409))
        .contains("desk:own-access");
    String order =
        """
        {"from":"truong","to":"khong","agency":"CITY","role":"HEAD_OF_AGENCY","capacity":"KT",
         "validFrom":"2026-04-06","validTo":"2026-04-10","document":"12/QĐ"}
        """;
    assertThat(admin.call("POST", "/api/delegations", order).statusCode()).isEqualTo(201);
    assertThat(problem(admin.call("POST", "/api/delegations", order), 409))
        .contains("agencies:delegation-known");
    assertThat(admin.call("GET", "/api/agencies/CITY/delegations", "").body())
        .containsOnlyOnce("12/QĐ");
  }

  @Test
  void manyWrongPasswordsWaitWhoeverAsksAndAreInTheLogWithoutThem(CapturedOutput output) {
    OfficerId id = officer("bidoan", Role.DESK_OFFICER);
    Visitor guesser = Visitor.stranger(world, id);
    for (int i = 0; i < 5; i++) {
      assertThat(guesser.call("GET", "/api/counters", "", "guess number " + i).statusCode())
          .isEqualTo(401);
    }
    HttpResponse<String> refused = guesser.call("GET", "/api/counters", "", "guess number 6");
    assertThat(problem(refused, 429)).contains("web:too-many-logins");
    assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    assertThat(location(guesser.logIn("guess number 7"))).endsWith("/login?wait");
    assertThat(guesser.page("/login?wait").body()).contains("thử lại sau 5 giây");
    assertThat(output.getAll())
        .contains("Login refused (wrong): account bidoan, address 127.0.0.1")
        .contains("Login refused (too-many): account bidoan")
        .doesNotContain("guess number");
  }

  @Test
  void typedSecretInTheWrongFieldIsNotWrittenDown(CapturedOutput output) {
    Visitor.stranger(world, new OfficerId("copper.lantern58")).logIn("x");
    assertThat(output.getAll()).contains("account unknown").doesNotContain("copper.lantern58");
  }

  @Test
  void longPasswordIsRefusedInsteadOfCutOff() {
    officer("dai", Role.DESK_OFFICER);
    String letters = "Chữ có dấu dài ".repeat(8);
    String body = "{\"password\":\"%s\"}".formatted(letters);
    assertThat(problem(admin.call("PUT", "/api/officers/dai/password", body), 400))
        .contains("web:password-long");
  }

  private static HttpResponse<String> change(
      Visitor who, String before, String password, String again) {
    return who.post(
        "/account/password", Map.of("before", before, "password", password, "again", again));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("no redirect: " + answer.statusCode());
  }

  private static String problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }
}
