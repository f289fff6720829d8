package onestop.procedures.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
