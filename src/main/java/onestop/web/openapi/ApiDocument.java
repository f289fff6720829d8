package onestop.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.web.guard.DoorRules;
import onestop.web.login.SignedIn;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Completes the description that springdoc makes of the handlers: a sentence for each call in the
 * reader's language, the answer of a refusal (RFC 9457), the login, and the bodies that no Java
 * type describes. The description is kept by language.
 */
@Component
final class ApiDocument implements OpenApiCustomizer {
  private static final String PROBLEM = "Problem";
  private static final String LOGIN = "login";

  static {
    // who calls is no parameter of the call
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(SignedIn.class);
  }

  private final MessageSource messages;

  ApiDocument(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  public void customise(OpenAPI document) {
    Locale reader = LocaleContextHolder.getLocale();
    document.setInfo(
        new Info().title(text("title", reader)).description(text("about", reader)).version("1"));
    document.setServers(List.of(new Server().url("/"))); // not what the caller named it
    document
        .getComponents()
        .addSecuritySchemes(
            LOGIN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
        .addSchemas(PROBLEM, problem());
    StepFormSchemas.all().forEach(document.getComponents()::addSchemas);
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> complete(method, path, operation, reader)));
    body(document, "/api/work-items/{id}/complete", "application/json", StepFormSchemas.COMPLETION);
    body(document, "/api/dossiers/bulk", "application/x-ndjson", "IntakeBody");
  }

  private void complete(HttpMethod method, String path, Operation operation, Locale reader) {
    operation.setSummary(text(key(method.name(), path), reader));
    operation
        .getResponses()
        .addApiResponse(
            "4XX",
            new ApiResponse()
                .description(text("refused", reader))
                .content(content("application/problem+json", PROBLEM)));
    if (!path.startsWith(DoorRules.LOOKUP_API)) {
      operation.addSecurityItem(new SecurityRequirement().addList(LOGIN));
    }
  }

  private String text(String key, Locale reader) {
    // a call without its sentence shows its key; the test of the document refuses that
    return Objects.requireNonNull(messages.getMessage("api." + key, null, "api." + key, reader));
  }

  /** The key of a call's sentence behind {@code api.}, such as {@code get.dossiers.code.due}. */
  private static String key(String method, String path) {
    return (method.toLowerCase(Locale.ROOT) + path.substring("/api".length()))
        .replaceAll("[^A-Za-z0-9]+", ".")
        .replaceAll("\\.$", "");
  }

  private static void body(OpenAPI document, String path, String type, String schema) {
    PathItem described = Objects.requireNonNull(document.getPaths().get(path), path);
    described
        .getPost()
        .setRequestBody(new RequestBody().required(true).content(content(type, schema)));
  }

  private static Content content(String type, String schema) {
    return new Content().addMediaType(type, new MediaType().schema(new Schema<>().$ref(schema)));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema().format("uri"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema());
  }
}
