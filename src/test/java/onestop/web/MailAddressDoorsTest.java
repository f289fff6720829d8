package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An address that mail cannot reach is refused where it is typed, and never in the way later. */
@Tag("world")
class MailAddressDoorsTest {
  private static final Map<String, String> REFUSED =
      Map.of(
          "vũ.an@example.vn", "mail-needs-utf8",
          "x\u200B.moc.live@example.vn", "mail-unseen",
          "\\\"an\\\"@example.vn", "mail-quoted",
          "an@[192.0.2.1]", "mail-machine",
          "an@example.vn, b@example.vn", "mail-space",
          "an@localhost", "mail-ending",
          "a..n@example.vn", "mail-dots");

  private static World world;
  private static City city;
  private static Visitor desk;

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-02-11T10:00");
    city = City.in(world);
    desk = Visitor.of(world, City.officer(City.WARD, Role.DESK_OFFICER).id());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String application(String key, String email) {
    String intake =
        """
        {"idempotencyKey": "%s", "procedure": "1.004873", "receivingAgency": "%s",
         "applicant": {"name": "Vũ Thị An", "address": "1 Phố Mẫu", "email": "%s"},
         "subject": "Xác nhận", "channel": "DESK", "papers": %s}
        """
            .formatted(
                key,
                City.WARD.value(),
                email,
                city.intake("1.004873", City.WARD, key).papers().stream()
                    .map(paper -> "\"" + paper + "\"")
                    .toList());
    return intake.replace("\n", " ");
  }

  @Test
  void refusesOneApplicationWithTheReasonAndTheWayOut() {
    REFUSED.forEach(
        (email, slug) -> {
          HttpResponse<String> answer =
              desk.apiPost("/api/dossiers", "application/json", application(slug, email));
          assertThat(answer.statusCode()).as(email).isEqualTo(400);
          assertThat(answer.body())
              .contains("urn:onestop:problem:kernel:" + slug, "\"applicant.email\"");
        });
    HttpResponse<String> english =
        desk.apiPost(
            "/api/dossiers",
            "application/json",
            application("en", "vũ.an@example.vn"),
            "Accept-Language",
            "en");
    assertThat(english.body()).contains("leave it empty, then letters come on paper");
  }

  @Test
  void refusesTheBadRowsOfManyAndTakesTheOthers() {
    String rows =
        String.join(
            "\n",
            application("bulk-1", "an@example.vn"),
            application("bulk-2", "vũ.an@example.vn"),
            application("bulk-3", "x\u200B.moc.live@example.vn"),
            application("bulk-4", "an@bưu-điện.vn"));
    List<String> answers =
        desk.apiPost("/api/dossiers/bulk", "application/x-ndjson", rows).body().lines().toList();
    assertThat(answers).hasSize(4);
    assertThat(answers.get(0)).contains("\"receipt\":{");
    assertThat(answers.get(1)).contains("kernel:mail-needs-utf8");
    assertThat(answers.get(2)).contains("kernel:mail-unseen", "U+200B");
    assertThat(answers.get(3)).contains("\"receipt\":{");
  }

  @Test
  void refusesTheAddressOfAnAuthorityToo() {
    Visitor administrator = Visitor.of(world, City.officer(City.CENTRE, Role.ADMINISTRATOR).id());
    String agency =
        """
        {"code": "H26.99", "nameVi": "Phường", "nameEn": "Ward", "kind": "WARD",
         "codePrefix": "000.99", "email": "%s"}
        """;
    for (String email : List.of("một.cửa@example.vn", "a\u200Bn@example.vn", "an@localhost")) {
      assertThat(
              administrator
                  .apiPost("/api/agencies", "application/json", agency.formatted(email))
                  .statusCode())
          .as(email)
          .isEqualTo(400);
    }
  }

  @Test
  void showsADossierWhoseAddressIsOlderThanTheRule() {
    DossierCode code = city.receive("1.004873").code();
    world
        .get(JdbcClient.class)
        .sql("update dossier set applicant_email = ? where dossier_code = ?")
        .params("not an address\u202E", code.value())
        .update();
    assertThat(desk.page("/dossiers/" + code).statusCode()).isEqualTo(200);
    assertThat(desk.page("/dossiers").body()).contains(code.value());
    assertThat(world.get(Dossiers.class).get(code).applicant().email()).startsWith("not an");
  }
}
