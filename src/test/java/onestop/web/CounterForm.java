package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import onestop.testing.City;

/** An application for certified copies as a counter types it, and what the page answers. */
final class CounterForm {
  private CounterForm() {}

  /** The whole page: the applicant, the papers and the form, with these changes. */
  static Map<String, String> copies(Map<String, String> changes) {
    Map<String, String> form = applicant();
    form.put("p.original.originals", "1");
    form.put("p.copy.copies", "3");
    form.put("p.copy.note", "khổ A3");
    form.put("a.documents.0.document", "Bằng tốt nghiệp");
    form.put("a.documents.0.pages", "2");
    form.put("a.documents.0.sets", "3");
    form.put("a.documents.1.document", "");
    form.putAll(changes);
    return form;
  }

  /** The applicant and how the result is returned; no paper and no answer of the form. */
  static Map<String, String> applicant() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("key", UUID.randomUUID().toString());
    form.put("name", "Nguyễn Thị Hà");
    form.put("phone", "0912345678");
    form.put("address", "12 Hàng Bài");
    form.put("subject", "Chứng thực bằng tốt nghiệp");
    form.put("channel", "DESK");
    form.put("returnBy", "POST");
    form.put("resolving", City.WARD.value());
    return form;
  }

  /** The code of the dossier that the answer leads to. */
  static String codeOf(HttpResponse<String> answer) {
    String to = answer.headers().firstValue("Location").orElse(answer.body());
    assertThat(to).contains("/receive/done/");
    return to.substring(to.lastIndexOf('/') + 1);
  }
}
