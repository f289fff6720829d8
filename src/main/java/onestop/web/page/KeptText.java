package onestop.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import onestop.web.input.TypedText;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.HtmlUtils;

/**
 * The page that answers a refused form. If a text of the form is in no field of the page, because
 * the form is no longer open to the reader or shows something else, the page is rendered again with
 * all that was typed in a box above it: no refusal loses a text, whatever the page.
 */
final class KeptText implements View {
  /** The name of the model attribute that says the text was refused, not merely left unsent. */
  static final String REFUSED = "unsentRefused";

  private final View page;
  private final TypedText typed;
  private final Predicate<String> isText;

  /**
   * @param isText whether a field of that name holds what a person typed or chose
   */
  KeptText(View page, TypedText typed, Predicate<String> isText) {
    this.page = page;
    this.typed = typed;
    this.isText = isText;
  }

  @Override
  public void render(
      @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    page.render(model, request, kept);
    String shown = new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8);
    List<TypedText.Left> missing =
        typed.left().stream().filter(left -> isMissing(left, request, shown)).toList();
    if (!missing.isEmpty() || typed.fields().stream().anyMatch(field -> isLost(field, shown))) {
      Map<String, Object> more = new HashMap<>(model == null ? Map.of() : model);
      more.put(TypedText.MODEL, typed.without(missing));
      more.put(REFUSED, true);
      kept.resetBuffer();
      page.render(more, request, kept);
    }
    kept.copyBodyToResponse();
  }

  private boolean isLost(TypedText.Field field, String shown) {
    return !field.value().isBlank() && isText.test(field.name()) && !isInField(field, shown);
  }

  /** Whether a text that is too long for the box is not in its field either. */
  private boolean isMissing(TypedText.Left left, HttpServletRequest request, String shown) {
    String[] values = request.getParameterValues(left.name());
    return isText.test(left.name())
        && (values == null
            || Arrays.stream(values)
                .anyMatch(value -> !isInField(new TypedText.Field(left.name(), value), shown)));
  }

  /** Whether the value is in an input, an option or a text area; its outer blanks do not count. */
  private static boolean isInField(TypedText.Field field, String shown) {
    String value = Pattern.quote(HtmlUtils.htmlEscape(field.value().strip(), "UTF-8"));
    return Pattern.compile("value=\"\\s*" + value + "\\s*\"|>\\s*" + value + "\\s*</textarea>")
        .matcher(shown)
        .find();
  }
}
