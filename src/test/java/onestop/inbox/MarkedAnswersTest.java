package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row of a list holds of a form, and which typed text it meets. */
@Tag("pure")
class MarkedAnswersTest {
  private static final ApplicationForm FORM =
      FormReader.read(
          "demo.form",
          """
          {"id": "demo", "type": "default", "schemaVersion": 16, "versionTag": "1", "components": [
            {"type": "textfield", "key": "plot", "label": "Thửa", "properties": {"search": "true"}},
            {"type": "group", "label": "Bé", "properties": {"label_en": "Child"}, "components": [
              {"type": "textfield", "key": "name", "label": "Tên",
               "properties": {"search": "true", "label_en": "Name"}},
              {"type": "datetime", "key": "born", "label": "Sinh", "properties": {"search": "true"}}]},
            {"type": "number", "key": "area", "label": "Rộng", "decimalDigits": 1,
             "properties": {"search": "true"}},
            {"type": "radio", "key": "kind", "label": "Loại",
             "properties": {"search": "true", "en.new": "New"},
             "values": [{"label": "Mới", "value": "new"}, {"label": "Cũ", "value": "news"}]},
            {"type": "textfield", "key": "secret", "label": "Khác"}]}
          """);

  private static final MarkedAnswers ROW =
      MarkedAnswers.of(
          FORM,
          Map.of(
              "plot", "125/3-B",
              "name", "Nguyễn Đức  Ân",
              "born", "2026-02-27",
              "area", "1200.5",
              "kind", "new",
              "secret", "ẩn"));

  @Test
  void aMarkOfALaterVersionSaysNothingOfADossierReceivedBefore() {
    String before =
        FORM.source().replace("{\"search\": \"true\"}", "{}").replace("\"search\": \"true\",", "");
    ApplicationForm own = FormReader.read("demo.form", before);
    assertThat(own.searched().size()).isLessThan(FORM.searched().size());
    MarkedAnswers row = MarkedAnswers.of(own, Map.of("plot", "125/3-B", "area", "1200.5"));
    assertThat(row).isEqualTo(MarkedAnswers.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "plot,125/3-B,true",
    "plot,'3 125',true",
    "plot,12,true",
    "plot,25,false",
    "name,nguyen an,true",
    "name,NGUYỄN,true",
    "name,đức,true",
    "name,duc an,true",
    "name,n,true",
    "name,an nguyen van,false",
    "name,125,false",
    "born,2026-02-27,true",
    "born,27/02/2026,true",
    "born,2026-02-2,false",
    "born,27/02,false",
    "area,'1200,5',true",
    "area,'1.200,5',true",
    "area,1200.5,true",
    "area,1200,false",
    "area,120,false",
    "area,rộng,false",
    "kind,new,true",
    "kind,news,false",
    "kind,ne,false",
    "plot,///,false",
  })
  void aTypedAnswerIsMet(String key, String typed, boolean met) {
    Field field =
        FORM.searched().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
    List<String> wanted = MarkedAnswers.wanted(field, typed).orElse(MarkedAnswers.nothing());
    assertThat(wanted.stream().allMatch(ROW.words()::contains)).isEqualTo(met);
  }

  @Test
  void aRowHoldsTheMarkedAnswersAsTheyAreReadAndNothingElse() {
    assertThat(ROW.texts().keySet()).containsExactly("area", "born", "kind", "name", "plot");
    assertThat(ROW.texts().get("born").vi()).isEqualTo("27/02/2026");
    assertThat(ROW.texts().get("kind").vi()).isEqualTo("Mới");
    assertThat(ROW.texts().get("kind").en()).isEqualTo("New");
    assertThat(ROW.words()).doesNotContain("secret");
    assertThat(ROW.toString()).as("answers are personal data").doesNotContain("Nguyễn", "nguyen");
    assertThat(MarkedAnswers.stored(ROW.json(), ROW.words())).isEqualTo(ROW);
    assertThat(MarkedAnswers.of(FORM, Map.of("secret", "ẩn"))).isEqualTo(MarkedAnswers.NONE);
    assertThat(MarkedAnswers.NONE.json()).isEmpty();
    assertThat(MarkedAnswers.stored("", "")).isEqualTo(MarkedAnswers.NONE);
  }

  @Test
  void aFieldIsToldApartByItsGroup() {
    assertThat(FORM.marked())
        .extracting(marked -> marked.title().vi())
        .containsExactly("Thửa", "Bé – Tên", "Bé – Sinh", "Rộng", "Loại");
    assertThat(FORM.marked().get(1).title().en()).isEqualTo("Child – Name");
  }

  @Test
  void aLongAnswerIsCutAndStillFoundByItsFirstWords() {
    String answer = "Số nhà 𝒜 ".repeat(40);
    MarkedAnswers row = MarkedAnswers.of(FORM, Map.of("plot", answer));
    assertThat(row.texts().get("plot").vi()).endsWith("…").hasSizeLessThan(160);
    assertThat(row.words()).contains(" plot=so ", " plot=nha ").hasSizeLessThan(60);
  }
}
