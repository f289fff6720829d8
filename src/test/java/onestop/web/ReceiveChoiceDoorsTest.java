package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.testing.City;
import onestop.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the counter finds before it types: a procedure, an applicant, papers of the last time. */
@Tag("world")
class ReceiveChoiceDoorsTest {
  private static final String COPY = "2.000815";
  private static final String PERMIT = "1.009994";
  private static CounterScene counter;

  @BeforeAll
  static void open() {
    counter = new CounterScene();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  @Test
  void beginsTheChoiceWithStarredProceduresAndTheLastOnes() {
    Visitor police = Visitor.of(counter.world(), City.officer(City.POLICE, Role.DESK_OFFICER).id());
    assertThat(CounterScene.text(police.page("/receive")))
        .doesNotContain("Thủ tục hay dùng", "Vừa tiếp nhận");
    police.post("/receive/star", Map.of("procedure", PERMIT, "star", "given"));
    Map<String, String> form = CounterForm.copies(Map.of("resolving", City.POLICE.value()));
    police.post("/receive/" + COPY + "/send", form);
    assertThat(CounterScene.text(police.page("/receive")))
        .containsSubsequence("Thủ tục hay dùng", PERMIT, "Vừa tiếp nhận", COPY);
    police.post("/receive/star", Map.of("procedure", PERMIT, "star", "taken"));
    assertThat(CounterScene.text(police.page("/receive"))).doesNotContain("Thủ tục hay dùng");
    assertThat(police.post("/receive/star", Map.of("procedure", "none")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void proposesThePapersAndTheApplicantOfADossierOfTheOwnDeskOnly() {
    String code =
        CounterForm.codeOf(
            counter.desk().post("/receive/" + COPY + "/send", CounterForm.copies(Map.of())));
    assertThat(counter.read("/receive/" + COPY + "?like=" + code))
        .contains("name=\"p.copy.copies\" value=\"3\"")
        .doesNotContain("Nguyễn Thị Hà");
    assertThat(counter.read("/receive/" + PERMIT + "?same=" + code))
        .contains("value=\"Nguyễn Thị Hà\"");
    IntakeResult.Received foreign =
        (IntakeResult.Received)
            counter
                .world()
                .get(Dossiers.class)
                .receive(
                    new Intake(
                        "other",
                        "1",
                        COPY,
                        City.POLICE,
                        City.POLICE,
                        new Applicant("Trần Văn Lạ", null, null, null, null),
                        "Sao y",
                        Channel.DESK,
                        List.of("original", "copy"),
                        null,
                        null,
                        null),
                    City.desk());
    assertThat(counter.read("/receive/" + COPY + "?same=" + foreign.dossier().code()))
        .contains("name=\"name\"")
        .doesNotContain("Trần Văn Lạ");
  }

  @ParameterizedTest
  @CsvSource({"ha nguyen", "Hà", "nguyễn t", "0912345678", "09123"})
  void findsSomebodyWhomTheOwnDeskHasReceived(String text) {
    String code =
        CounterForm.codeOf(
            counter.desk().post("/receive/" + COPY + "/send", CounterForm.copies(Map.of())));
    String page = counter.read("/receive/" + COPY + "?find=" + encoded(text));
    assertThat(page)
        .contains("same=" + code, "Nguyễn Thị Hà", "•••678")
        .doesNotContain("0912345678</");
    assertThat(page.split("same=" + code, -1)).hasSize(2); // once, however often received
  }

  @ParameterizedTest
  @CsvSource({"H", "xyz", "'%'", "91234", "'_ _'"})
  void findsNobodyByLessThanTheBeginningOfAWord(String text) {
    counter.desk().post("/receive/" + COPY + "/send", CounterForm.copies(Map.of()));
    assertThat(counter.read("/receive/" + COPY + "?find=" + encoded(text)))
        .contains("Chưa có ai như vậy từng nộp hồ sơ ở đây");
  }

  @ParameterizedTest
  @CsvSource({
    "chung thuc,2.000815",
    "CHỨNG THỰC,2.000815",
    "xay dung,1.009994",
    "certification,2.000815",
    "2.000815,2.000815"
  })
  void findsAProcedureWithoutTones(String text, String code) {
    HttpResponse<String> answer = counter.desk().page("/receive?q=" + encoded(text));
    String found = answer.headers().firstValue("Location").orElse("") + answer.body();
    assertThat(found).contains("/receive/" + code);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
