package onestop.web.conditions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A request that reads a thing, made from one that would change it: of the same caller, without
 * parameters, headers or body, and with attributes of its own. Only its entity tag is wanted.
 */
final class Reading extends HttpServletRequestWrapper {
  private final String path;
  private final Map<String, Object> own = new HashMap<>();
  private @Nullable EntityTag tag;

  Reading(HttpServletRequest change, String path) {
    super(change);
    this.path = path;
  }

  void keep(EntityTag read) {
    tag = read;
  }

  /** The tag of what was read; null if there is no such thing. */
  @Nullable EntityTag tag() {
    return tag;
  }

  @Override
  public String getMethod() {
    return HttpMethod.GET.name();
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public String getServletPath() {
    return path;
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public @Nullable String getParameter(String name) {
    return null;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return null;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.emptyEnumeration();
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return own.get(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return Collections.enumeration(own.keySet());
  }

  @Override
  public void setAttribute(String name, Object value) {
    own.put(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    own.remove(name);
  }

  /** The answer that nobody gets: without a body, and its headers go nowhere. */
  static final class Unsent extends HttpServletResponseWrapper {
    Unsent(HttpServletResponse answer) {
      super(answer);
    }

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public void addHeader(String name, String value) {}

    @Override
    public void setContentType(String type) {}

    @Override
    public void setStatus(int status) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void flushBuffer() {}
  }
}
