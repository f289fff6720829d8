package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The counter receives nothing under an appointment that its page has not shown. */
@Tag("world")
class AppointmentDoorsTest {
  private static final String COPY = "/receive/2.000815";
  private static final String MOVED = "Ngày hẹn trả kết quả đã đổi";

  private static String shownDay(String page) {
    Matcher day = Pattern.compile("name=\"dueOn\" value=\"([^\"]+)\"").matcher(page);
    assertThat(day.find()).isTrue();
    return day.group(1);
  }

  /** The page is opened on Wednesday and sent on Thursday, or after the hour of the same day. */
  @Test
  void whatMovedWhileThePageWasOpenIsShownBeforeItIsPromised() {
    try (CounterScene counter = new CounterScene()) {
      Visitor desk = counter.desk();
      Map<String, String> form = CounterForm.copies(Map.of());
      form.put("dueOn", shownDay(counter.read(COPY)));
      assertThat(form).containsEntry("dueOn", "2026-04-01");
      counter.world().advanceTo("2026-04-02T08:30");
      long before = counter.dossiers();
      HttpResponse<String> answer = desk.post(COPY + "/send", form);
      String page = CounterScene.text(answer);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(page).contains(MOVED + " so với lúc trang này hiện ra: nay là 02/04/2026 17:00");
      assertThat(page).containsPattern("<button name=\"act\" value=\"receive\"[^>]*autofocus");
      assertThat(counter.dossiers()).isEqualTo(before);
      form.put("dueOn", shownDay(page));
      String code = CounterForm.codeOf(desk.post(COPY + "/send", form));
      assertThat(counter.world().get(SlaClocks.class).state(new DossierCode(code)).dueOriginalAt())
          .isEqualTo(World.at("2026-04-02T17:00"));
      form.putAll(Map.of("key", "another", "dueOn", "2026-04-01", "p.copy.copies", ""));
      assertThat(CounterScene.text(desk.post(COPY + "/send", form)))
          .as("first what is missing")
          .contains("còn thiếu Bản sao")
          .doesNotContain(MOVED);
    }
  }
}
