package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import onestop.agencies.Role;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hearing page, its table and its JSON: the same bytes again, and sentences for bad input. */
@Tag("world")
class HearingDoorsTest {
  private static final String ASKED = "?period=2026&asOf=2026-03-10T09:00";

  @Test
  void theSameAddressGivesTheSameBytesToWhoeverAsks() {
    try (World world = World.serving(TestDatabase.H2, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive("1.004873").code();
      city.resolve(city.receive("1.001612").code());
      world.advanceTo("2026-03-10T10:00");
      Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
      Visitor head = Visitor.of(world, City.officer(City.CENTRE, Role.HEAD_OF_AGENCY).id());
      String page = auditor.page("/audit/hearing" + ASKED).body();
      String json = auditor.page("/audit/hearing.json" + ASKED).body();
      String csv = auditor.page("/audit/hearing.csv" + ASKED).body();
      assertThat(page).contains("Phiên giải trình", "<svg", "measure=late");
      // one late dossier, one letter on silence: the bridge, and the tolerance of the rules
      assertThat(page.replaceAll("\\s+", " "))
          .contains("Từ hồ sơ quá hạn đến thư phải gửi", "= Thư phải gửi (phải xin lỗi)")
          .contains("measure=owed_finished_in_time", "measure=void")
          .contains("trong 300 giây sau hạn gửi; thư do cán bộ ký: 0 giây");
      assertThat(csv).contains(",H26.12.03,2026-03,RECEIVED,2");
      assertThat(json)
          .contains("\"asOf\":\"2026-03-10T02:00:00.000Z\"")
          .contains("\"officerSeconds\":0,\"onSilenceSeconds\":300,\"rulePack\":\"RP-2025\"");

      city.resolve(code);
      city.receive("1.004873");
      world.advanceTo("2026-04-10T10:00");

      assertThat(head.page("/audit/hearing" + ASKED).body()).isEqualTo(page);
      assertThat(auditor.page("/audit/hearing.json" + ASKED).body()).isEqualTo(json);
      assertThat(head.page("/audit/hearing.csv" + ASKED).body()).isEqualTo(csv);
      HttpResponse<String> api = auditor.api("/api/hearing" + ASKED);
      assertThat(api.body()).isEqualTo(json);
      assertThat(api.headers().firstValue("ETag")).isPresent();
      assertThat(auditor.page("/audit/hearing/list" + ASKED + "&measure=received").body())
          .contains(code.value())
          .doesNotContain("Trần Thị Ngọc Ánh");
      assertThat(auditor.page("/audit/hearing/changes" + ASKED).body()).contains(code.value());
      assertThat(auditor.page("/audit/hearing").headers().firstValue("Location").orElseThrow())
          .contains("period=2026", "asOf=2026-04-10T09%3A59");
    }
  }

  @Test
  void saysWhatIsWrongWithAQuestionAndWhoMayAsk() {
    try (World world = World.serving(TestDatabase.H2, "2026-03-02T10:00")) {
      City.in(world);
      Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
      String page = "/audit/hearing";
      assertSaid(auditor.page(page + "?asOf=2027-01-01T00:00"), "2027-01-01T00:00");
      assertSaid(auditor.page(page + "?asOf=garbage"), "garbage");
      assertSaid(auditor.page(page + "?period=2026-03-05..2026-03-01"), "05/03/2026");
      assertSaid(auditor.page(page + "?period=%F0%9F%90%9F"), "kỳ");
      assertSaid(auditor.page(page + "?level=moon"), "moon");
      assertSaid(auditor.page(page + "/list?measure=luck"), "luck");
      assertSaid(auditor.page(page + "/list?month=13"), "13");
      assertThat(auditor.page(page + "?unit=nowhere").statusCode()).isEqualTo(404);
      HttpResponse<String> problem = auditor.api("/api/hearing?asOf=2027-01-01T00:00");
      assertThat(problem.statusCode()).isEqualTo(400);
      assertThat(problem.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/problem+json");
      assertThat(problem.body()).contains("urn:onestop:problem:reports:as-of-future");

      Visitor clerk = Visitor.of(world, City.desk().id());
      assertThat(clerk.page(page).statusCode()).isEqualTo(403);
      assertThat(clerk.api("/api/hearing").statusCode()).isEqualTo(403);
    }
  }

  private static void assertSaid(HttpResponse<String> answer, String words) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(words).doesNotContain("Exception");
  }
}
