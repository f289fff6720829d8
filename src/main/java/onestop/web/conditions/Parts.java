package onestop.web.conditions;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.Failure;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Reads {@code limit} and {@code cursor} of every list of the API. A list that goes on by itself
 * ({@link Continued}) gets them in its own parameters; any other is cut in its answer.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class Parts extends OncePerRequestFilter {
  /** The most elements of one part. */
  public static final int MOST = 200;

  public static final String LIMIT = "limit";
  public static final String CURSOR = "cursor";

  /** Begins the cursor of a list that goes on by a parameter of its own. */
  private static final String OWN = "own";

  /** The parameters by which handlers are told how many elements to answer. */
  private static final List<String> SIZES = List.of("size", "max");

  private final HandlerExceptionResolver refusals;

  Parts(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
    this.refusals = refusals;
  }

  /** Whether a handler answers a list, which can be asked for in parts. */
  public static boolean isList(HandlerMethod handler) {
    Class<?> answer = handler.getReturnType().getParameterType();
    return handler.hasMethodAnnotation(GetMapping.class)
        && (List.class.isAssignableFrom(answer) || Continued.class.isAssignableFrom(answer));
  }

  /** The cursor that leads to the next part of a list. */
  static String cursor(Continued.Further further) {
    return further.name().equals(CURSOR)
        ? further.value()
        : Cursor.of(OWN, further.name(), further.value());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.GET.matches(request.getMethod()) || !Paths.isApi(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpServletRequest asked = request;
    try {
      Part part = Part.asked(request);
      if (part != null) {
        part.keep(request);
        asked = translated(request, part);
      }
    } catch (Failure refused) {
      refusals.resolveException(request, response, null, refused);
      return;
    }
    chain.doFilter(asked, response);
  }

  private static HttpServletRequest translated(HttpServletRequest request, Part part) {
    Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
    Integer limit = part.limit();
    if (limit != null) {
      for (String size : SIZES) {
        parameters.put(size, new String[] {limit.toString()});
      }
    }
    List<String> own = own(part.cursor());
    if (!own.isEmpty()) {
      parameters.remove(CURSOR);
      parameters.put(own.get(1), new String[] {own.get(2)});
    }
    return new Translated(request, parameters);
  }

  /** The parts of a cursor made here; empty for any other, which the list reads itself. */
  private static List<String> own(@Nullable String cursor) {
    if (cursor == null) {
      return List.of();
    }
    try {
      List<String> parts = Cursor.parts(cursor, 3);
      return parts.get(0).equals(OWN) ? parts : List.of();
    } catch (Failure another) {
      return List.of();
    }
  }

  private static final class Translated extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters;

    Translated(HttpServletRequest request, Map<String, String[]> parameters) {
      super(request);
      this.parameters = Collections.unmodifiableMap(parameters);
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = parameters.get(name);
      return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return parameters.get(name);
    }
  }
}
