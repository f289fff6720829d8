package onestop.web.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Format;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.ClassPathResource;

/**
 * The texts of all bundles, one table a language: a page shows hundreds, and each is one look-up
 * however many bundles there are. Numbers are formatted as people write them where a text gives no
 * format. A missing text shows its key, so that the page is still shown. Safe for many threads.
 */
final class Texts extends AbstractMessageSource {
  private final Language vietnamese;
  private final Language english;

  /**
   * @param bundles the names of the bundles on the class path; of two with the same key the first
   *     one counts
   */
  Texts(List<String> bundles) {
    this.vietnamese = Language.read(Languages.VIETNAMESE, bundles);
    this.english = Language.read(Languages.ENGLISH, bundles);
    setUseCodeAsDefaultMessage(true);
  }

  /** The texts of one language, and those of them that have been used with arguments. */
  private record Language(
      Locale locale, Map<String, String> texts, Map<String, MessageFormat> formats) {
    static Language read(Locale locale, List<String> bundles) {
      Map<String, String> texts = new HashMap<>();
      for (String bundle : bundles) {
        Properties read = new Properties();
        ClassPathResource file =
            new ClassPathResource(bundle + "_" + locale.getLanguage() + ".properties");
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          read.load(reader);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        read.stringPropertyNames().forEach(key -> texts.putIfAbsent(key, read.getProperty(key)));
      }
      return new Language(locale, Map.copyOf(texts), new ConcurrentHashMap<>());
    }
  }

  private Language of(Locale locale) {
    return locale.getLanguage().equals(english.locale().getLanguage()) ? english : vietnamese;
  }

  @Override
  protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
    return of(locale).texts().get(code);
  }

  @Override
  protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
    Language language = of(locale);
    MessageFormat known = language.formats().get(code);
    String text = language.texts().get(code);
    if (known != null || text == null) {
      return known;
    }
    MessageFormat format = createMessageFormat(text, language.locale());
    language.formats().put(code, format);
    return format;
  }

  @Override
  protected MessageFormat createMessageFormat(String text, Locale locale) {
    MessageFormat format = super.createMessageFormat(text, locale);
    Format[] given = format.getFormatsByArgumentIndex();
    for (int i = 0; i < given.length; i++) {
      if (given[i] == null) {
        format.setFormatByArgumentIndex(i, new PlainNumbers(locale));
      }
    }
    return format;
  }
}
