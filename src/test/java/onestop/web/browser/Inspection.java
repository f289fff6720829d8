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
import java.util.function.Supplier;

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

  private static final List<String> COLOURS_AND_SIZES =
      List.of("color-contrast", "target-size", "scrollable-region-focusable");
  private static final Map<String, Boolean> DISABLED = Map.of("enabled", false);

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
    page.evaluate(OPEN);
    page.evaluate(AXE);
    List<String> findings = new ArrayList<>(axe("light", Map.of()));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    findings.addAll(narrow(() -> axe("dark, narrow", only(COLOURS_AND_SIZES))));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    return findings;
  }

  /** The findings that other words can bring on a page whose elements and colours are known. */
  List<String> findingsOfWords() {
    page.evaluate(OPEN);
    page.evaluate(AXE);
    List<String> findings =
        new ArrayList<>(axe("light", Map.of("rules", Map.of("color-contrast", DISABLED))));
    findings.addAll(narrow(List::of));
    return findings;
  }

  private List<String> narrow(Supplier<List<String>> more) {
    page.setViewportSize(NARROW, HIGH);
    List<String> findings = new ArrayList<>(more.get());
    findings.addAll(texts(page.evaluate(TOO_WIDE)));
    page.setViewportSize(WIDE, HIGH);
    findings.addAll(console);
    console.clear();
    return findings;
  }

  private static Map<String, Object> only(List<String> rules) {
    return Map.of("runOnly", Map.of("type", "rule", "values", rules));
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
