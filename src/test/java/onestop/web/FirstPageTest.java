package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the first page says in words follows from its figures, and each figure from its list. */
@Tag("world")
class FirstPageTest {
  private static final String GREEN = "notice good";
  private static final Pattern TOTAL = Pattern.compile("<span class=\"soft\">([\\d.,]+) ");

  @Test
  void promisesNothingThatItsFiguresDoNotSupport() throws Exception {
    try (World world = World.serving(TestDatabase.H2, "2026-03-02T10:00")) {
      City city = City.in(world);
      Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      assertThat(head.page("/?agency=").body())
          .contains("Chưa có trường hợp nào phải xin lỗi", "notice calm", ">–<")
          .doesNotContain(GREEN)
          .doesNotContain("100");

      DossierCode waived = city.receive("1.004873").code();
      city.receive("1.004873");
      city.receive("1.004222", City.POLICE);
      world.advanceTo("2026-03-04T14:00"); // letters to be drafted
      Apologies apologies = world.get(Apologies.class);
      apologies.waive(
          new WaiverOrder(apologies.of(waived).get(0).id(), Waiver.Ground.FORCE_MAJEURE, "QĐ-1"),
          City.officer(City.WARD, Role.HEAD_OF_AGENCY));
      world.advanceTo("2026-03-04T17:00");
      assertThat(head.page("/?agency=").body())
          .contains(
              GREEN, "trong 2 trường hợp phải xin lỗi, 1 thư đã phát hành", "1 trường hợp được")
          .doesNotContain("Mỗi hồ sơ quá hạn có đúng một thư");

      world.outageUntil("2026-03-20T10:00"); // no timer and no sweep runs: the police's is late
      String page = head.page("/?agency=").body();
      assertThat(page)
          .contains("Còn thiếu 1 trong 3 thư phải xin lỗi", "Bộ hẹn giờ đang chậm")
          .doesNotContain(GREEN);
      head.page("/language?to=en&back=/");
      assertThat(head.page("/?agency=").body())
          .contains("1 of 3 letters of apology owed are missing", "Timers lag: ")
          .doesNotContain(GREEN)
          .doesNotContain("has exactly one letter");
      assertThat(head.page("/letters?state=missing").body()).contains("No obligation opened");
      // without a choice it is the reader's own agency
      assertThat(head.page("/").body())
          .contains("value=\"" + City.WARD + "\" selected=\"selected\"");
      // of the ward alone nothing is missing, but its timers lag as well: no promise
      assertThat(head.page("/?agency=" + City.WARD).body())
          .contains("Timers lag: ")
          .doesNotContain(GREEN);

      JsonNode counters = new ObjectMapper().readTree(head.api("/api/counters").body());
      assertThat(counters.get("missing").asLong()).isEqualTo(1);
      assertThat(counters.get("waived").asLong()).isEqualTo(1);
      assertThat(counters.get("owed").asLong()).isEqualTo(3);
      assertThat(counters.get("late").asLong()).isEqualTo(3);
      assertThat(counters.has("onTimePercent")).as("a rate of nothing").isFalse();
      assertThat(counters.get("unheardMarks").asLong()).isPositive();
    }
  }

  @Test
  void opensEachFigureToAListOfThatLengthAndCountsEachDossierOnce() {
    try (World world = World.serving(TestDatabase.H2, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode linked = city.receive("2.002621").code();
      city.complete(linked, "check_form", "done", new StepPayload.Note(""));
      city.receive("1.004222", City.POLICE);
      city.resolve(city.receive("1.001612").code());
      city.receive("1.004873");
      world.advanceTo("2026-03-12T10:00");
      Visitor head = Visitor.of(world, City.officer(City.WARD, Role.HEAD_OF_AGENCY).id());
      String page = head.page("/?agency=").body();
      assertThat(page).contains("gồm 1 phần việc liên thông; không tính phần việc là 4");
      assertThat(figures(head, page)).isGreaterThan(10);
      String ward = head.page("/?agency=" + City.WARD).body();
      assertThat(ward).contains("side=resolving").contains("không tính phần việc là 3");
      assertThat(figures(head, ward)).isGreaterThan(10);
      assertThat(page).containsPattern("Công an phường</a></td><td class=\"num\">1</td>");
    }
  }

  /** Opens every card's list and compares; gives how many there were. */
  private static int figures(Visitor reader, String page) {
    Matcher card =
        Pattern.compile(
                "<a class=\"figure[^\"]*\" href=\"([^\"]+)\"><span class=\"label\">[^<]*</span>"
                    + "<span class=\"value\">([\\d.]+)</span>")
            .matcher(page);
    int seen = 0;
    while (card.find()) {
      String list = reader.page(card.group(1).replace("&amp;", "&")).body();
      Matcher total = TOTAL.matcher(list);
      assertThat(total.find()).as(card.group(1)).isTrue();
      assertThat(total.group(1)).as(card.group(1)).isEqualTo(card.group(2));
      seen++;
    }
    return seen;
  }
}
