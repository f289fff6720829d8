package onestop.web.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;

/** The body that ends a step, as schemas made from {@link StepForm}. */
final class StepFormSchemas {
  static final String COMPLETION = "Completion";

  private StepFormSchemas() {}

  /** The schema of the body under {@value #COMPLETION}, and that of each form under its code. */
  static Map<String, Schema<?>> all() {
    Map<String, Schema<?>> schemas = new LinkedHashMap<>();
    Schema<?> completion = closed();
    completion.addProperty("outcome", new StringSchema().minLength(1));
    completion.addRequiredItem("outcome");
    StepForm.PLAIN.fields().forEach(field -> completion.addProperty(field.name(), of(field)));
    for (StepForm form : StepForm.values()) {
      if (form != StepForm.PLAIN) {
        completion.addProperty(form.code(), new Schema<>().$ref(form.code()));
        schemas.put(form.code(), of(form));
      }
    }
    schemas.put(COMPLETION, completion);
    return schemas;
  }

  private static Schema<?> of(StepForm form) {
    Schema<?> schema = closed();
    for (FormField field : form.fields()) {
      schema.addProperty(field.name(), of(field));
      if (field.required()) {
        schema.addRequiredItem(field.name());
      }
    }
    return schema;
  }

  private static Schema<?> of(FormField field) {
    return switch (field.kind()) {
      case TEXT, PROSE, OFFICER -> text(field, field.required() ? 1 : 0);
      case CHOICE -> choice(field);
      case FLAG -> new BooleanSchema();
      case DAY -> new StringSchema().format("date");
      case LIMIT -> new StringSchema().pattern("\\d+(h|d|wd|wh)").example("3wd");
      case LIST -> new ArraySchema().items(text(field, 1)).minItems(1).maxItems(field.most());
    };
  }

  private static Schema<?> choice(FormField field) {
    StringSchema schema = new StringSchema();
    field.options().forEach(schema::addEnumItem);
    return schema;
  }

  private static Schema<?> text(FormField field, int shortest) {
    return new StringSchema().minLength(shortest).maxLength(field.longest());
  }

  private static Schema<?> closed() {
    return new ObjectSchema().additionalProperties(false);
  }
}
