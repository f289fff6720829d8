package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.ProblemDetail;

/** A program is told of a wrong field in one form, wherever it was found. */
class ProblemsTest {

  @Test
  void whatIsFoundWrongWithAFieldFurtherInIsAFieldErrorInBothLanguages() {
    Failure failure =
        Failure.badInput(
            "forms", "unprintable", "field", "subject", "character", "漢", "codePoint", "U+6F22");
    for (Locale locale : List.of(Locale.forLanguageTag("vi"), Locale.ENGLISH)) {
      ProblemDetail detail = problems().detail(failure, locale);
      String sentence = String.valueOf(detail.getDetail());
      assertThat(detail.getStatus()).isEqualTo(400);
      assertThat(sentence).contains("subject", "漢", "U+6F22");
      assertThat(detail.getProperties())
          .containsEntry("errors", List.of(new Problem.Field("subject", sentence)));
    }
  }

  private static Problems problems() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages/web", "messages/forms");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return new Problems(messages);
  }
}
