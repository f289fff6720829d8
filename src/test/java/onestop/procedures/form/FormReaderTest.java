package onestop.procedures.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.kernel.Failure;
import onestop.procedures.CatalogueDraft;
import onestop.procedures.Procedure;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The part of form-js that forms may use, and the refusal of everything else. */
@Tag("pure")
class FormReaderTest {
  private static final String FRAME =
      """
      {"id": "demo", "type": "default", "schemaVersion": 16, "versionTag": "1", "components": [%s]}
      """;

  @Test
  void readsEveryShippedFormCompleteInBothLanguages() throws IOException {
    List<String> processes =
        CatalogueDraft.shipped().procedures().stream().map(Procedure::processKey).toList();
    List<String> findings = new ArrayList<>();
    Resource[] files =
        new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*/*.form");
    for (Resource file : files) {
      String name = String.valueOf(file.getFilename());
      ApplicationForm form;
      try (InputStream in = file.getInputStream()) {
        form = FormReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertThat(name).isEqualTo(form.id() + ".form");
      assertThat(processes).contains(form.id());
      form.flat().forEach(element -> untranslated(element).forEach(t -> findings.add(name + t)));
    }
    assertThat(findings).isEmpty();
    assertThat(files).hasSizeGreaterThanOrEqualTo(10);
  }

  /** The texts whose English is the Vietnamese. */
  private static List<String> untranslated(FormElement element) {
    List<FormText> texts = new ArrayList<>();
    if (element instanceof Field field) {
      texts.add(field.label());
      field.options().forEach(option -> texts.add(option.label()));
    } else if (element instanceof Table table) {
      texts.add(table.label());
      table.columns().forEach(column -> texts.add(column.label()));
    }
    return texts.stream().filter(t -> t.en().equals(t.vi())).map(FormText::vi).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "form-type|{'type':'filepicker','key':'a','label':'A'}",
        "form-type|{'type':'datetime','subtype':'time','key':'a','label':'A'}",
        "form-type|{'type':'html','content':'<b>x</b>'}",
        "form-attribute|{'type':'textfield','key':'a','label':'A','defaultValue':'=1+1'}",
        "form-attribute|{'type':'textfield','key':'a','label':'A','validate':{'pattern':'(a+)+'}}",
        "form-attribute|{'type':'textfield','key':'a','label':'A','properties':{'past':'true'}}",
        "form-attribute|{'type':'select','key':'a','label':'A','valuesExpression':'=b'}",
        "form-attribute|{'type':'textfield','key':'a','label':'A','validate':{'validationType':'x'}}",
        "form-attribute|{'type':'group','label':'G','path':'p','components':[]}",
        "form-condition|{'type':'textfield','key':'a','label':'A','conditional':{'hide':'=for i in"
            + " 1..9 return i'}}",
        "form-condition|{'type':'textfield','key':'a','label':'A','conditional':{'hide':'a ="
            + " true'}}",
        "form-condition-key|{'type':'textfield','key':'a','label':'A','conditional':{'hide':'=b ="
            + " true'}}",
        "form-key|{'type':'textfield','key':'a.b','label':'A'}",
        "form-twice|{'type':'textfield','key':'a','label':'A'},{'type':'number','key':'a','label':'B'}",
        "form-label|{'type':'textfield','key':'a'}",
        "form-option|{'type':'radio','key':'a','label':'A','values':[{'label':'x','value':'1'},{'label':'y','value':'1'}]}",
        "form-options|{'type':'radio','key':'a','label':'A'}",
        "form-options|{'type':'textfield','key':'a','label':'A','values':[{'label':'x','value':'1'}]}",
        "form-rows|{'type':'dynamiclist','path':'t','label':'T','properties':{'rows':'500'},'components':[{'type':'textfield','key':'a','label':'A'}]}",
        "form-search-kind|{'type':'textarea','key':'a','label':'A','properties':{'search':'true'}}",
        "form-search-kind|{'type':'checkbox','key':'a','label':'A','properties':{'search':'true'}}",
        "form-search-kind|{'type':'checklist','key':'a','label':'A','properties':{'search':'true'},'values':[{'label':'x','value':'1'}]}",
        "form-search-personal|{'type':'textfield','key':'a','label':'A','properties':{'search':'true'},'validate':{'validationType':'phone'}}",
        "form-search-personal|{'type':'textfield','key':'a','label':'A','properties':{'search':'true'},'validate':{'validationType':'email'}}",
        "form-search-number|{'type':'textfield','key':'a','label':'Số định danh cá nhân của"
            + " mẹ','properties':{'search':'true'}}",
        "form-search-number|{'type':'textfield','key':'a','label':'Số thẻ CĂN"
            + " CƯỚC','properties':{'search':'true'}}",
        "form-search-number|{'type':'number','key':'a','label':'Điện thoại người giám"
            + " hộ','properties':{'search':'true'}}",
        "form-search-number|{'type':'textfield','key':'father_id_no','label':'A','properties':{'search':'true'}}",
        "form-search-number|{'type':'textfield','key':'guardianPhone','label':'A','properties':{'search':'true'}}",
        "form-search-number|{'type':'textfield','key':'a','label':'A','properties':{'search':'true','label_en':'Passport'}}",
        "form-column|{'type':'dynamiclist','path':'t','label':'T','components':[{'type':'textfield','key':'a','label':'A','properties':{'search':'true'}}]}",
        "form-column|{'type':'dynamiclist','path':'t','label':'T','components':[{'type':'text','text':'A'}]}",
        "form-empty|{'type':'dynamiclist','path':'t','label':'T','components':[]}",
      })
  void refusesWhatItDoesNotSupport(String slug, String components) {
    String json = FRAME.formatted(components.replace('\'', '"'));
    assertThatThrownBy(() -> FormReader.read("demo.form", json))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.slug()).isEqualTo(slug);
              assertThat(failure.arguments()).containsEntry("file", "demo.form");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "form-no-json,{",
    "form-schema,[]",
    "form-schema,'{\"type\":\"default\",\"schemaVersion\":3,\"id\":\"a\"}'",
    "form-key,'{\"type\":\"default\",\"schemaVersion\":16,\"id\":\"a/b\"}'",
    "form-version,'{\"type\":\"default\",\"schemaVersion\":16,\"id\":\"a\"}'",
    "form-empty,'{\"type\":\"default\",\"schemaVersion\":16,\"id\":\"a\",\"versionTag\":\"2\"}'",
  })
  void refusesAFileThatIsNoForm(String slug, String json) {
    assertThatThrownBy(() -> FormReader.read("x.form", json))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select|passport|Loại giấy tờ tùy thân",
        "textfield|entry_no|Số đăng ký, quyển số",
        "textfield|plot_no|Thửa đất số",
        "textfield|mobility|Hệ thống điện",
      })
  void marksAFieldThatAsksForNoNumberOfAPerson(String type, String key, String label) {
    String values = type.equals("select") ? ",'values':[{'label':'x','value':'1'}]" : "";
    String json =
        "{'type':'%s','key':'%s','label':'%s','properties':{'search':'true'}%s}"
            .formatted(type, key, label, values);
    ApplicationForm form = FormReader.read("x.form", FRAME.formatted(json.replace('\'', '"')));
    assertThat(form.searched()).hasSize(1);
  }

  @Test
  void marksSixFieldsForSearchingAndNoMore() {
    String six =
        IntStream.range(0, 6)
            .mapToObj(
                "{'type':'number','key':'a%d','label':'A','properties':{'search':'true'}}"
                    ::formatted)
            .collect(Collectors.joining(","))
            .replace('\'', '"');
    ApplicationForm form = FormReader.read("demo.form", FRAME.formatted(six));
    assertThat(form.marked()).hasSize(6);
    String seven = six + "," + six.substring(0, six.indexOf("}}") + 2).replace("a0", "a6");
    assertThatThrownBy(() -> FormReader.read("demo.form", FRAME.formatted(seven)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("form-search-many"));
  }

  @Test
  void refusesGroupsThatAreNestedTooDeep() {
    String inner = "{\"type\":\"textfield\",\"key\":\"a\",\"label\":\"A\"}";
    for (int depth = 0; depth < 4; depth++) {
      inner = "{\"type\":\"group\",\"label\":\"G\",\"components\":[" + inner + "]}";
    }
    String json = FRAME.formatted(inner);
    assertThatThrownBy(() -> FormReader.read("x.form", json))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("form-too-deep"));
  }

  @ParameterizedTest
  @CsvSource({
    "'=kind = \"sale\"',sale,false,true",
    "'=kind = \"sale\"',gift,false,false",
    "'=kind != \"sale\"',gift,false,true",
    "'=kind = \"sale\" and urgent = true',sale,true,true",
    "'=kind = \"sale\" and urgent = true',sale,false,false",
    "'=kind = \"sale\" or urgent = true',gift,true,true",
    "'=urgent != true',sale,false,true",
    "'=urgent = null',sale,false,true",
  })
  void evaluatesConditions(String expression, String kind, boolean urgent, boolean holds) {
    Map<String, Object> answers =
        urgent ? Map.of("kind", kind, "urgent", true) : Map.of("kind", kind);
    assertThat(FormCondition.parse(expression).orElseThrow().holds(answers)).isEqualTo(holds);
  }
}
