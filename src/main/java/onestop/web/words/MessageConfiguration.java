package onestop.web.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** One source of texts over the bundles of all modules. */
@Configuration(proxyBeanMethods = false)
public class MessageConfiguration {
  private static final String ENDING = "_vi.properties";

  /** All bundles {@code messages/<module>}; Vietnamese is the fallback of any other locale. */
  @Bean
  public MessageSource messageSource() {
    ResourceBundleMessageSource source = new Texts();
    source.setBasenames(bundles());
    source.setDefaultEncoding(StandardCharsets.UTF_8.name());
    source.setFallbackToSystemLocale(false);
    source.setDefaultLocale(Languages.VIETNAMESE);
    // a missing text shows its key, so that the page is still shown
    source.setUseCodeAsDefaultMessage(true);
    return source;
  }

  /** Formats numbers as people write them where a text gives no format. */
  private static final class Texts extends ResourceBundleMessageSource {
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

  private static String[] bundles() {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + ENDING);
      return Arrays.stream(found)
          .map(resource -> Objects.requireNonNull(resource.getFilename()))
          .map(name -> "messages/" + name.substring(0, name.length() - ENDING.length()))
          .distinct()
          .sorted()
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
