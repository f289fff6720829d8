// Over 300 lines: one kind of exception after the other, each with its answer.
package onestop.web.words;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolationException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import onestop.node.DatabaseTrouble;
import onestop.web.input.StrictJson;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * Converts every exception into a sentence and a status; the one place for this.
 *
 * <p>A {@link Failure} keeps its own sentence; a refusal of the framework gets one of onestop's
 * sentences; a bug is logged with its stack trace under a number, and the caller gets the number
 * only.
 */
@Component
public final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private final MessageSource messages;
  private final Wording wording;

  public Problems(MessageSource messages, Wording wording) {
    this.messages = messages;
    this.wording = wording;
  }

  /** The problem of an exception. */
  public Problem of(Throwable thrown) {
    if (thrown instanceof Failure failure && failure.kind() != Failure.Kind.LOST_RESOURCE) {
      return of(failure);
    }
    Optional<DatabaseTrouble> trouble = DatabaseTrouble.of(thrown);
    if (trouble.isPresent()) {
      return of(trouble.get(), thrown);
    }
    if (thrown instanceof Failure failure) {
      return of(failure);
    }
    if (isTooSlow(thrown)) {
      return Problem.of(HttpStatus.REQUEST_TIMEOUT, "body-too-slow");
    }
    if (isGarbled(thrown)) {
      return ofStatus(HttpStatus.BAD_REQUEST.value());
    }
    if (thrown instanceof MethodArgumentNotValidException invalid) {
      return fields(invalid.getBindingResult());
    }
    if (thrown instanceof BindException invalid) {
      return fields(invalid.getBindingResult());
    }
    if (thrown instanceof HttpMessageNotReadableException unreadable) {
      return unreadable(unreadable, unreadable.getCause());
    }
    if (thrown instanceof JsonProcessingException unreadable) {
      return unreadable(unreadable, unreadable);
    }
    if (thrown instanceof ConstraintViolationException
        || thrown instanceof HandlerMethodValidationException) {
      return parameters(thrown);
    }
    if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
      Failure inside = failureIn(mismatch);
      return inside != null
          ? of(inside)
          : Problem.of(
              HttpStatus.BAD_REQUEST,
              "parameter-unreadable",
              mismatch.getName(),
              GivenValue.shown(mismatch.getValue()));
    }
    return ofFramework(thrown);
  }

  /** The sentence for a page. */
  public String sentence(Failure failure, Locale locale) {
    return sentence(of(failure), locale);
  }

  /** The HTTP status of a failure. */
  public int status(Failure failure) {
    return of(failure).status().value();
  }

  /** The same for a problem: on a page a field has the name of its label. */
  public String sentence(Problem problem, Locale locale) {
    return messages.getMessage(problem.messageKey(), wording.onPage(problem, locale), locale);
  }

  /** A copy of a mapper that reads incoming JSON strictly. */
  public static ObjectMapper strict(ObjectMapper mapper) {
    return StrictJson.of(mapper);
  }

  /** The problem document of an exception, by RFC 9457. */
  public ProblemDetail detail(Throwable thrown, Locale locale) {
    return detail(of(thrown), locale);
  }

  /** The same for a problem; what is wrong with a field is among its errors, whoever found it. */
  public ProblemDetail detail(Problem problem, Locale locale) {
    ProblemDetail detail = ProblemDetail.forStatus(problem.status());
    detail.setType(URI.create(problem.type()));
    detail.setTitle(messages.getMessage("problem.title." + problem.status().value(), null, locale));
    Object[] words = wording.of(problem, locale);
    String sentence = messages.getMessage(problem.messageKey(), words, locale);
    detail.setDetail(sentence);
    if (!problem.arguments().isEmpty()) {
      detail.setProperty("arguments", problem.arguments());
    }
    if (!problem.fields().isEmpty()) {
      detail.setProperty("errors", problem.fields());
    } else if (problem.arguments().get("field") instanceof String field) {
      detail.setProperty("errors", List.of(new Problem.Field(field, sentence)));
    }
    return detail;
  }

  private static Problem of(Failure failure) {
    HttpStatus status =
        switch (failure.kind()) {
          case BAD_INPUT -> HttpStatus.BAD_REQUEST;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case FORBIDDEN -> HttpStatus.FORBIDDEN;
          case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
          case LOST_RESOURCE -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    if (failure.module().equals("web") && failure.slug().endsWith("-too-large")) {
      status = HttpStatus.PAYLOAD_TOO_LARGE;
    } else if (failure.module().equals("web") && failure.slug().startsWith("tag-")) {
      status = HttpStatus.PRECONDITION_FAILED;
    } else if (failure.module().equals("web") && failure.slug().equals("body-too-slow")) {
      status = HttpStatus.REQUEST_TIMEOUT;
    } else if (failure.module().equals("web") && failure.slug().equals("key-of-another-call")) {
      status = HttpStatus.UNPROCESSABLE_ENTITY;
    }
    if (failure.kind() == Failure.Kind.LOST_RESOURCE) {
      log.error("Lost resource: {}", failure.getMessage(), failure);
    }
    return new Problem(
        status, failure.module(), failure.slug(), failure.values(), failure.arguments(), List.of());
  }

  /** Whether the caller's own bytes did not arrive in time. */
  public static boolean isTooSlow(Throwable thrown) {
    int depth = 0;
    for (Throwable cause = thrown; cause != null && depth++ < 50; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return DatabaseTrouble.of(thrown).isEmpty();
      }
    }
    return false;
  }

  /** Whether the received bytes were no valid HTTP, for instance a chunk without a length. */
  public static boolean isGarbled(Throwable thrown) {
    return thrown instanceof BadRequestException
        || NestedExceptionUtils.getMostSpecificCause(thrown) instanceof BadRequestException;
  }

  /**
   * Whether a multipart form has no boundary, or ends before its last part; false for a full disk.
   */
  private static boolean isMisformed(Throwable thrown) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(thrown);
    return cause instanceof FileUploadException
        || cause instanceof IllegalArgumentException // a boundary longer than any buffer
        || cause instanceof MultipartStream.MalformedStreamException;
  }

  /**
   * The problem of a database failure, which is not the caller's error: the answer gives the time
   * for a retry, the log has the database's message.
   */
  private static Problem of(DatabaseTrouble trouble, Throwable thrown) {
    log.warn(
        "The database: {}, {}",
        trouble,
        String.valueOf(NestedExceptionUtils.getMostSpecificCause(thrown)));
    String slug =
        switch (trouble) {
          case HELD -> "database-held";
          case SLOW -> "database-slow";
          case AWAY, CLOSED -> "database-away";
          case FULL -> "database-full";
        };
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, slug);
  }

  private Problem fields(BindingResult result) {
    return invalid(
        result.getAllErrors().stream().map(e -> new Problem.Field(name(e), text(e))).toList());
  }

  private static String name(ObjectError error) {
    return error instanceof FieldError field ? field.getField() : error.getObjectName();
  }

  private Problem parameters(Throwable thrown) {
    if (thrown instanceof HandlerMethodValidationException invalid) {
      return invalid(
          invalid.getParameterValidationResults().stream().flatMap(this::parameter).toList());
    }
    return invalid(
        ((ConstraintViolationException) thrown)
            .getConstraintViolations().stream()
                .map(v -> new Problem.Field(String.valueOf(v.getPropertyPath()), v.getMessage()))
                .toList());
  }

  private Stream<Problem.Field> parameter(ParameterValidationResult result) {
    String name = String.valueOf(result.getMethodParameter().getParameterName());
    return result.getResolvableErrors().stream()
        .map(e -> new Problem.Field(e instanceof FieldError f ? f.getField() : name, text(e)));
  }

  private String text(MessageSourceResolvable error) {
    return messages.getMessage(GivenValue.inOwnWords(error), LocaleContextHolder.getLocale());
  }

  private static Problem invalid(List<Problem.Field> fields) {
    String names =
        fields.stream()
            .map(Problem.Field::field)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new Problem(
        HttpStatus.BAD_REQUEST,
        "web",
        "fields-invalid",
        List.of(names),
        Map.of("fields", names),
        fields);
  }

  /** The problem of an unreadable body: names the position, never the Java class. */
  private static Problem unreadable(Throwable thrown, @Nullable Throwable cause) {
    Failure inside = failureIn(thrown);
    if (inside != null) {
      return of(inside);
    }
    if (isOfJsonItself(cause)) {
      return broken(cause instanceof JsonMappingException ? cause.getCause() : cause);
    }
    if (cause instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field =
          mapping.getPath().stream()
              .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
              .collect(Collectors.joining("."));
      String slug =
          mapping instanceof UnrecognizedPropertyException ? "field-unknown" : "field-unreadable";
      return Problem.of(HttpStatus.BAD_REQUEST, slug, field);
    }
    return broken(cause);
  }

  /** The problem of invalid JSON. */
  private static Problem broken(@Nullable Throwable cause) {
    if (cause instanceof StreamConstraintsException) {
      return Problem.of(HttpStatus.BAD_REQUEST, "body-too-deep");
    }
    if (cause instanceof JsonParseException parse
        && parse.getOriginalMessage().startsWith("Duplicate ")
        && parse.getProcessor() != null) {
      return Problem.of(
          HttpStatus.BAD_REQUEST, "field-twice", StrictJson.path(parse.getProcessor()));
    }
    return Problem.of(HttpStatus.BAD_REQUEST, "body-unreadable");
  }

  private static boolean isOfJsonItself(@Nullable Throwable cause) {
    Throwable inner = cause instanceof JsonMappingException ? cause.getCause() : cause;
    return inner instanceof StreamReadException;
  }

  private static @Nullable Failure failureIn(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null) {
      if (cause instanceof Failure failure) {
        return failure;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static Problem ofFramework(Throwable thrown) {
    if (thrown instanceof HttpRequestMethodNotSupportedException method) {
      return Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", method.getMethod());
    }
    if (thrown instanceof HttpMediaTypeNotSupportedException type) {
      return Problem.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "media-type",
          String.valueOf(type.getContentType()),
          type.getSupportedMediaTypes().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ")));
    }
    if (thrown instanceof MissingServletRequestParameterException missing) {
      return Problem.of(HttpStatus.BAD_REQUEST, "parameter-missing", missing.getParameterName());
    }
    if (thrown instanceof MissingRequestHeaderException missing) {
      return Problem.of(HttpStatus.BAD_REQUEST, "header-missing", missing.getHeaderName());
    }
    if (thrown instanceof MaxUploadSizeExceededException) {
      return Problem.of(HttpStatus.PAYLOAD_TOO_LARGE, "upload-too-large");
    }
    if (thrown instanceof MultipartException && isMisformed(thrown)) {
      return ofStatus(HttpStatus.BAD_REQUEST.value());
    }
    if (thrown instanceof RequestRejectedException) {
      return ofStatus(HttpStatus.BAD_REQUEST.value()); // firewall: a bad name or header
    }
    if (thrown instanceof ErrorResponse response) {
      return ofStatus(response.getStatusCode().value());
    }
    Failure inside = failureIn(thrown);
    return inside == null ? bug(thrown) : of(inside);
  }

  /** The problem behind a bare status. */
  public static Problem ofStatus(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    if (known == HttpStatus.SERVICE_UNAVAILABLE) {
      return Problem.of(known, "busy");
    }
    if (known == HttpStatus.HTTP_VERSION_NOT_SUPPORTED || known == HttpStatus.NOT_IMPLEMENTED) {
      return Problem.of(known, "request-unreadable");
    }
    if (known == null || known.is5xxServerError()) {
      return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "broken", "-");
    }
    return switch (known) {
      case NOT_FOUND -> Problem.of(known, "no-such-page");
      case UNAUTHORIZED -> Problem.of(known, "login-needed");
      case FORBIDDEN -> Problem.of(known, "role-needed");
      case METHOD_NOT_ALLOWED -> Problem.of(known, "method-not-allowed", "-");
      case NOT_ACCEPTABLE -> Problem.of(known, "not-acceptable");
      case PAYLOAD_TOO_LARGE -> Problem.of(known, "upload-too-large");
      case REQUEST_TIMEOUT -> Problem.of(known, "body-too-slow");
      case LENGTH_REQUIRED -> Problem.of(known, "length-needed");
      case URI_TOO_LONG -> Problem.of(known, "address-too-long");
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> Problem.of(known, "header-too-long");
      default -> Problem.of(HttpStatus.BAD_REQUEST, "request-unreadable");
    };
  }

  private static Problem bug(Throwable thrown) {
    String number = Integer.toHexString(System.identityHashCode(thrown));
    log.error("Incident {}", number, thrown);
    return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "broken", number);
  }
}
