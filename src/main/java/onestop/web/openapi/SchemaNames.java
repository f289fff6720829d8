package onestop.web.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The names of schemas: a type inside another one has that one's name before its own, without the
 * word for a set of calls. So {@code DraftBody} of two sets of calls are two schemas.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SchemaNames {
  private static final String CALLS = "Api";

  SchemaNames() {}

  @Bean
  ModelResolver modelResolver(ObjectMapperProvider mappers) {
    return new ModelResolver(
            mappers.jsonMapper(),
            new TypeNameResolver() {
              @Override
              protected String getNameOfClass(Class<?> type) {
                return of(type);
              }
            })
        .openapi31(mappers.isOpenapi31());
  }

  /** The name of a type's schema. */
  static String of(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    if (outer == null) {
      return type.getSimpleName();
    }
    String before = of(outer);
    return (before.endsWith(CALLS) ? before.substring(0, before.length() - CALLS.length()) : before)
        + type.getSimpleName();
  }
}
