package onestop.procedures.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as typed, checked against a form. */
@Tag("pure")
class AnswerCheckTest {
  private static final ApplicationForm FORM =
      FormReader.read(
          "demo.form",
          """
          {"id": "demo", "type": "default", "schemaVersion": 16, "versionTag": "2", "components": [
            {"type": "textfield", "key": "name", "label": "Tên",
             "validate": {"required": true, "maxLength": 10}},
            {"type": "radio", "key": "kind", "label": "Loại",
             "values": [{"label": "Bán", "value": "sale"}, {"label": "Tặng", "value": "gift"}]},
            {"type": "group", "label": "Giá", "conditional": {"hide": "=kind != \\"sale\\""},
             "components": [{"type": "number", "key": "price", "label": "Giá", "decimalDigits": 1,
               "validate": {"required": true, "min": 1, "max": 100}}]},
            {"type": "datetime", "subtype": "date", "key": "day", "label": "Ngày"},
            {"type": "checkbox", "key": "agreed", "label": "Đồng ý"},
            {"type": "checklist", "key": "parts", "label": "Phần",
             "values": [{"label": "Một", "value": "1"}, {"label": "Hai", "value": "2"}]},
            {"type": "textfield", "key": "phone", "label": "Điện thoại",
             "validate": {"validationType": "phone"}},
            {"type": "dynamiclist", "path": "people", "label": "Người", "properties": {"rows": "2"},
             "components": [
               {"type": "textfield", "key": "who", "label": "Tên", "validate": {"required": true}},
               {"type": "number", "key": "age", "label": "Tuổi"}]}
          ]}
          """);

  private static final ApplicationForm AREA =
      FormReader.read(
          "area.form",
          """
          {"id": "area", "type": "default", "schemaVersion": 16, "versionTag": "1", "components": [
            {"type": "number", "key": "area", "label": "Diện tích", "decimalDigits": 2}]}
          """);

  @Test
  void refusesADayThatHasNotComeWhereTheFormAsksForOneThatHas() {
    ApplicationForm born =
        FormReader.read(
            "born.form",
            """
            {"id": "born", "type": "default", "schemaVersion": 16, "versionTag": "1", "components": [
              {"type": "datetime", "subtype": "date", "key": "born", "label": "Ngày sinh",
               "properties": {"past": "true"}},
              {"type": "datetime", "subtype": "date", "key": "until", "label": "Đến ngày"}]}
            """);
    LocalDate today = LocalDate.of(2026, 2, 13);
    Map<String, String> tomorrow = Map.of("born", "14/2/2026", "until", "14/2/2026");
    assertThat(born.check(tomorrow, today).faults())
        .extracting(FormAnswers.Fault::path, FormAnswers.Fault::slug)
        .containsExactly(tuple("born", "past"));
    assertThat(born.check(tomorrow, today.plusDays(1)).faults()).isEmpty();
    assertThat(born.check(tomorrow).faults()).as("a search, whenever").isEmpty();
  }

  @Test
  void keepsWhatIsAnsweredInOneNotation() {
    FormAnswers checked =
        FORM.check(
            Map.of(
                "name", "  An ",
                "kind", "sale",
                "price", "8,50",
                "day", "3/2/2026",
                "agreed", "true",
                "parts", List.of("2", "1", "2"),
                "phone", "0912 345 678",
                "people",
                    List.of(Map.of("who", "", "age", " "), Map.of("who", "Bình", "age", "40"))));
    assertThat(checked.faults()).isEmpty();
    assertThat(checked.answers())
        .isEqualTo(
            Map.of(
                "name", "An",
                "kind", "sale",
                "price", "8.50",
                "day", "2026-02-03",
                "agreed", true,
                "parts", List.of("1", "2"),
                "phone", "0912 345 678",
                "people", List.of(Map.of("who", "Bình", "age", "40"))));
    assertThat(FORM.check(checked.answers())).isEqualTo(checked);
  }

  @ParameterizedTest
  @CsvSource({
    "99.999,99999",
    "1.500,1500",
    "-2.000,-2000",
    "1.234.567,1234567",
    "'12.345,5',12345.5",
    "'85,5',85.5",
    "85.5,85.5",
    "85.50,85.50",
    "0.5,0.5",
    "1234567,1234567"
  })
  void readsThousandsAsVietnameseMarksThem(String typed, String read) {
    FormAnswers checked = AREA.check(Map.of("area", typed));
    assertThat(checked.faults()).isEmpty();
    assertThat(checked.answers()).containsEntry("area", read);
    assertThat(AREA.check(checked.answers())).isEqualTo(checked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"99.9999", "0.999", "1.23.456", "1,234", "1.234,567", "1,234.5", "9.99.9"})
  void refusesWhatMayBeReadInTwoWays(String typed) {
    FormAnswers checked = AREA.check(Map.of("area", typed));
    assertThat(checked.faults()).extracting(FormAnswers.Fault::slug).hasSize(1);
    assertThat(checked.answers()).isEmpty();
  }

  @Test
  void readsANumberOfJsonAsItIs() {
    for (Object number : List.of(new BigDecimal("99.500"), 99.5, new BigDecimal("99.50"))) {
      FormAnswers checked = AREA.check(Map.of("area", number));
      assertThat(String.valueOf(checked.answers().get("area"))).startsWith("99.5");
      assertThat(AREA.check(checked.answers())).isEqualTo(checked);
    }
    assertThat(AREA.check(Map.of("area", new BigDecimal("99.999"))).faults()).hasSize(1);
  }

  @Test
  void asksNothingOfAHiddenFieldAndKeepsNoAnswerOfIt() {
    FormAnswers checked = FORM.check(Map.of("name", "An", "kind", "gift", "price", "xyz"));
    assertThat(checked.faults()).isEmpty();
    assertThat(checked.answers()).containsOnlyKeys("name", "kind");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "name,' ',required,''",
        "name,abcdefghijk,too-long,10",
        "name,'a\u0007b',unsound,''",
        "name,'a\u202eb',unsound,''",
        "kind,rent,option,''",
        "price,'',required,''",
        "price,many,number,''",
        "price,1e9,number,''",
        "price,0,least,1",
        "price,100.5,most,100",
        "price,1.25,decimals,1",
        "day,31/2/2026,date,''",
        "day,yesterday,date,''",
        "parts,3,option,''",
        "phone,no,phone,''",
        "other,x,unknown,''",
      })
  void namesTheFaultOfAField(String key, String value, String slug, String bound) {
    Map<String, Object> typed = new HashMap<>(Map.of("name", "An", "kind", "sale", "price", "5"));
    typed.put(key, value);
    FormAnswers checked = FORM.check(typed);
    assertThat(checked.faults())
        .extracting(FormAnswers.Fault::path, FormAnswers.Fault::slug, FormAnswers.Fault::bound)
        .containsExactly(tuple(key, slug, bound));
    assertThat(checked.answers()).doesNotContainKey(key);
  }

  @Test
  void namesTheRowAndTheColumnOfAFault() {
    FormAnswers checked =
        FORM.check(
            Map.of(
                "name",
                "An",
                "people",
                List.of(
                    Map.of("who", "Bình", "age", "old"), Map.of("age", "3"), Map.of("who", "C"))));
    assertThat(checked.faults())
        .extracting(FormAnswers.Fault::path, FormAnswers.Fault::slug)
        .containsExactly(
            tuple("people.0.age", "number"),
            tuple("people.1.who", "required"),
            tuple("people", "most-rows"));
  }

  @Test
  void refusesAValueOfAnotherShape() {
    FormAnswers checked =
        FORM.check(Map.of("name", List.of("a"), "kind", Map.of(), "people", "Bình"));
    assertThat(checked.faults())
        .extracting(FormAnswers.Fault::path, FormAnswers.Fault::slug)
        .containsExactly(tuple("name", "text"), tuple("kind", "text"), tuple("people", "rows"));
  }
}
