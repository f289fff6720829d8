package onestop.web.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import onestop.web.conditions.KeyedCalls;
import onestop.web.conditions.Parts;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes the parameters that calls have by their kind: the part of a list, the key of an act.
 */
@Component
final class ConditionParameters implements GlobalOperationCustomizer {
  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    if (KeyedCalls.takesKey(handler)) {
      add(
          operation,
          KeyedCalls.HEADER,
          "header",
          new StringSchema().minLength(1).maxLength(KeyedCalls.LONGEST_KEY));
    }
    if (Parts.isList(handler)) {
      Schema<?> limit = new IntegerSchema().minimum(BigDecimal.ONE);
      limit.setMaximum(BigDecimal.valueOf(Parts.MOST));
      add(operation, Parts.LIMIT, "query", limit);
      add(operation, Parts.CURSOR, "query", new StringSchema());
    }
    return operation;
  }

  private static void add(Operation operation, String name, String in, Schema<?> schema) {
    boolean named =
        operation.getParameters() != null
            && operation.getParameters().stream().anyMatch(one -> name.equals(one.getName()));
    if (!named) {
      operation.addParametersItem(new Parameter().name(name).in(in).required(false).schema(schema));
    }
  }
}
