package onestop.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What the steps of the models that we ship are called. */
@Tag("pure")
class NamesTest {
  private static final Path MODELS = Path.of("bpmn");
  private static final Pattern STEP =
      Pattern.compile("<bpmn:userTask id=\"([^\"]+)\" name=\"([^\"]+)\"");

  private final Names names = names();

  @AfterEach
  void speakNoLanguage() {
    LocaleContextHolder.resetLocaleContext();
  }

  /** Two steps that Vietnamese tells apart, English tells apart too: in English words. */
  @Test
  void tellStepsApartInBothLanguages() throws IOException {
    Map<String, Set<String>> labels = new HashMap<>();
    for (Step step : steps()) {
      LocaleContextHolder.setLocale(Locale.forLanguageTag("vi"));
      assertThat(names.step(step.id(), step.label())).isEqualTo(step.label());
      LocaleContextHolder.setLocale(Locale.ENGLISH);
      String english = names.step(step.id(), step.label());
      assertThat(english).as(step.label()).matches("[A-Z][A-Za-z ,]+");
      labels.computeIfAbsent(english, name -> new HashSet<>()).add(step.label());
    }
    assertThat(labels).hasSizeGreaterThan(30);
    assertThat(labels).allSatisfy((english, all) -> assertThat(all).as(english).hasSize(1));
  }

  @SuppressWarnings("NullAway") // steps are of no agency and of no procedure
  private static Names names() {
    ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    texts.setBasename("messages/web");
    texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
    texts.setUseCodeAsDefaultMessage(true);
    return new Names(null, null, texts);
  }

  private record Step(String id, String label) {}

  private static List<Step> steps() throws IOException {
    try (Stream<Path> models = Files.walk(MODELS)) {
      return models
          .filter(file -> file.toString().endsWith(".bpmn"))
          .map(NamesTest::text)
          .flatMap(model -> STEP.matcher(model).results())
          .map(step -> new Step(step.group(1), step.group(2)))
          .distinct()
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
