package onestop.web.guides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import onestop.web.words.Languages;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The guides of {@code docs/guides} as the program shows them: one file a reader's role, first in
 * Vietnamese, after a line of its own in English. They are part of the program and read once, at
 * its start; a file that cannot be shown stops it.
 */
@Component
public final class Guides {
  /** The line between the two languages of a file. */
  private static final String BETWEEN = "\n---\n";

  /** The guides by their names, in the order of the list. */
  private static final List<String> NAMES =
      List.of("clerk", "supervisor", "auditor", "designer", "operator", "administrator", "citizen");

  private final Map<String, GuideText> vietnamese = new LinkedHashMap<>();
  private final Map<String, GuideText> english = new LinkedHashMap<>();

  Guides() {
    GuideReader reader = new GuideReader(NAMES);
    for (String name : NAMES) {
      String file = file(name);
      int between = file.indexOf(BETWEEN);
      if (between < 0) {
        throw new IllegalStateException("the guide " + name + " is not in two languages");
      }
      vietnamese.put(name, reader.read(name, file.substring(0, between)));
      english.put(name, reader.read(name, file.substring(between + BETWEEN.length())));
    }
  }

  private static String file(String name) {
    try {
      return new ClassPathResource("guides/" + name + ".md")
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All guides in that language. */
  public List<GuideText> all(Locale language) {
    return new ArrayList<>(in(language).values());
  }

  /** The guide of that name; empty if there is none. */
  public Optional<GuideText> find(String name, Locale language) {
    return Optional.ofNullable(in(language).get(name));
  }

  /**
   * The address of the section that explains the page of a path; the list of guides for a page that
   * has none, such as one that reports an error.
   */
  public String explaining(String path) {
    return GuideSections.of(path).map(GuideSections.Section::address).orElse("/guides");
  }

  private Map<String, GuideText> in(Locale language) {
    return language.getLanguage().equals(Languages.ENGLISH.getLanguage()) ? english : vietnamese;
  }
}
