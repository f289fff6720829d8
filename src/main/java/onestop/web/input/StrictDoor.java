package onestop.web.input;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Configures strict reading of all input: bodies are JSON only, and parameters are sound texts, ISO
 * moments and ISO dates.
 */
@Configuration(proxyBeanMethods = false)
class StrictDoor implements WebMvcConfigurer {

  /** Removes the readers of YAML and other formats, because their rules differ. */
  @Override
  public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
    converters.removeIf(
        converter ->
            converter instanceof AbstractJackson2HttpMessageConverter
                && !(converter instanceof MappingJackson2HttpMessageConverter));
    for (HttpMessageConverter<?> converter : converters) {
      if (converter instanceof MappingJackson2HttpMessageConverter json) {
        json.setObjectMapper(StrictJson.of(json.getObjectMapper()));
      }
    }
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, Instant.class, text -> given(text, IsoMoment::instant));
    registry.addConverter(String.class, LocalDate.class, text -> given(text, IsoMoment::date));
  }

  /** Parses a field; an empty field is null. */
  private static <T> @Nullable T given(String text, Function<String, Optional<T>> reader) {
    return text.isBlank()
        ? null
        : reader.apply(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new SoundParameters()).order(Ordered.HIGHEST_PRECEDENCE);
  }
}
