package onestop.kernel;

import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The only exception type for failures that a person can act on.
 *
 * <p>A failure is data: its {@linkplain #kind() kind} decides the HTTP status and the exit status,
 * its module and slug select the message {@code failure.<module>.<slug>} in every language (and the
 * problem type {@code urn:onestop:problem:<module>:<slug>}), its arguments give the field, the
 * value and the allowed values. Arguments never hold personal data.
 */
public final class Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** The possible reactions of a caller. */
  public enum Kind {
    /** The caller's input is wrong; correct it and call again (HTTP 400, exit 2). */
    BAD_INPUT,
    /** The named object does not exist, or is not visible to this caller (HTTP 404, exit 2). */
    NOT_FOUND,
    /** The object is not in the state that the call requires; read it again (HTTP 409, exit 2). */
    CONFLICT,
    /** The caller is not authorised (HTTP 403, exit 2). */
    FORBIDDEN,
    /** Overload, transient; retry the same call later (HTTP 503, exit 2). */
    BUSY,
    /** A resource is unavailable or damaged: disk, database, mail server (HTTP 500, exit 2). */
    LOST_RESOURCE
  }

  private final Kind kind;
  private final String module;
  private final String slug;
  private final transient Map<String, Object> arguments;

  private Failure(Kind kind, String module, String slug, Object[] pairs) {
    this.kind = kind;
    this.module = module;
    this.slug = slug;
    this.arguments = pairs(pairs);
  }

  /** A failure of the given kind; {@code pairs} alternates argument names and values. */
  public static Failure of(Kind kind, String module, String slug, Object... pairs) {
    return new Failure(kind, module, slug, pairs);
  }

  /**
   * A failure of kind {@link Kind#BAD_INPUT}; {@code pairs} alternates argument names and values.
   */
  public static Failure badInput(String module, String slug, Object... pairs) {
    return new Failure(Kind.BAD_INPUT, module, slug, pairs);
  }

  /**
   * A failure of kind {@link Kind#NOT_FOUND}; {@code pairs} alternates argument names and values.
   */
  public static Failure notFound(String module, String slug, Object... pairs) {
    return new Failure(Kind.NOT_FOUND, module, slug, pairs);
  }

  /**
   * A failure of kind {@link Kind#CONFLICT}; {@code pairs} alternates argument names and values.
   */
  public static Failure conflict(String module, String slug, Object... pairs) {
    return new Failure(Kind.CONFLICT, module, slug, pairs);
  }

  /**
   * A failure of kind {@link Kind#FORBIDDEN}; {@code pairs} alternates argument names and values.
   */
  public static Failure forbidden(String module, String slug, Object... pairs) {
    return new Failure(Kind.FORBIDDEN, module, slug, pairs);
  }

  /** The same failure with its cause, for the log. */
  public Failure causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** Module, slug and arguments, for the log; people read {@link #messageKey()}'s text. */
  @Override
  public String getMessage() {
    return module + "/" + slug + " " + arguments();
  }

  public Kind kind() {
    return kind;
  }

  public String module() {
    return module;
  }

  public String slug() {
    return slug;
  }

  /** The message key: {@code failure.<module>.<slug>}. */
  public String messageKey() {
    return "failure." + module + "." + slug;
  }

  /** Names and values in the order given; a message refers to them by position from {@code {0}}. */
  public Map<String, Object> arguments() {
    return arguments == null ? Map.of() : arguments;
  }

  /** The values alone, in order, for a message format. */
  public List<Object> values() {
    return new ArrayList<>(arguments().values());
  }

  private static Map<String, Object> pairs(Object[] pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
