package onestop.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a careful reader finds wrong on a page: barriers found by axe-core, light and dark,
 * complaints of the browser's console, among them those of the content security policy, and text
 * that is wider than a phone.
 */
final class Inspection {
  private static final String AXE = read("/axe.min.js");
  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final int HIGH = 900;

  /** Runs axe with these options and says of each barrier its rule, places and advice. */
  private static final String RUN =
      """
      options => axe.run(document, {...options, resultTypes: ['violations']}).then(
        found => found.violations.map(v =>
          `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 120)).join(' | ')} (${v.help})`))
      """;

  /** The elements that are wider than the window, the innermost three. */
  private static final String TOO_WIDE =
      """
      () => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.scroll, .nav'))
          .slice(-3).map(e => `${document.documentElement.scrollWidth} px wide: ${e.outerHTML.slice(0, 120)}`)
          .concat('scrolls sideways')
      """;

  private static final String OPEN =
      "() => document.querySelectorAll('details').forEach(d => { d.open = true; })";

  private final Page page;
  private final List<String> console = new ArrayList<>();

  /** Listens to the page from now on. */
  Inspection(Page page) {
    this.page = page;
    page.onPageError(error -> console.add("script: " + error));
    page.onConsoleMessage(
        message -> {
          boolean ofTheAnswer = // a page of a refusal, which is looked at, says its status here
              message.text().startsWith("Failed to load resource")
                  && !message.location().contains("/assets/");
          if (List.of("error", "warning").contains(message.type()) && !ofTheAnswer) {
            console.add("console: " + message.text());
          }
        });
  }

  /** The findings on the page that is open, since the last call. */
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    page.evaluate(OPEN);
    page.evaluate(AXE);
    findings.addAll(axe("light", Map.of()));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.setViewportSize(NARROW, HIGH);
    findings.addAll(
        axe(
            "dark, narrow",
            Map.of(
                "runOnly",
                Map.of(
                    "type",
                    "rule",
                    "values",
                    List.of("color-contrast", "target-size", "scrollable-region-focusable")))));
    findings.addAll(texts(page.evaluate(TOO_WIDE)));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(WIDE, HIGH);
    findings.addAll(console);
    console.clear();
    return findings;
  }

  private List<String> axe(String how, Map<String, Object> options) {
    return texts(page.evaluate(RUN, options)).stream().map(one -> how + ", " + one).toList();
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private static String read(String resource) {
    try (InputStream in = Inspection.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
