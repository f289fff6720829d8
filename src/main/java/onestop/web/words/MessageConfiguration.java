package onestop.web.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** One source of texts over the bundles of all modules. */
@Configuration(proxyBeanMethods = false)
public class MessageConfiguration {
  private static final String ENDING = "_vi.properties";

  /** All bundles {@code messages/<module>}; Vietnamese is the fallback of any other locale. */
  @Bean
  public MessageSource messageSource() {
    return new Texts(bundles());
  }

  private static List<String> bundles() {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + ENDING);
      return Arrays.stream(found)
          .map(resource -> Objects.requireNonNull(resource.getFilename()))
          .map(name -> "messages/" + name.substring(0, name.length() - ENDING.length()))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
