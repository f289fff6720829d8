package onestop.web.input;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import onestop.web.words.Languages;
import onestop.web.words.Problems;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers what the container refuses before any filter sees it, for instance an address or a header
 * that is none of HTTP, in the words of every other refusal: a problem document for a program, a
 * sentence for a person, and nothing of the server.
 */
final class BareAnswers extends ErrorReportValve {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="%s"><head><meta charset="utf-8"><title>%s</title></head>
      <body><h1>%s</h1><p>%s</p></body></html>
      """;

  private final ObjectProvider<Problems> problems;
  private final ObjectProvider<ObjectMapper> json;

  BareAnswers(ObjectProvider<Problems> problems, ObjectProvider<ObjectMapper> json) {
    this.problems = problems;
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < HttpServletResponse.SC_BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    boolean program = Objects.requireNonNullElse(request.getRequestURI(), "").startsWith("/api");
    Locale locale = locale(request, program);
    ProblemDetail problem = problems.getObject().detail(Problems.ofStatus(status), locale);
    response.setContentType(
        program ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    try {
      Writer out = response.getReporter();
      if (out != null) {
        out.write(program ? json.getObject().writeValueAsString(problem) : page(problem, locale));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException gone) {
      // the caller has closed the connection: nobody reads the answer
    }
  }

  /** As {@link Languages} has it: a program says what it wants, a reader has chosen once. */
  private static Locale locale(Request request, boolean program) {
    boolean english =
        program
            ? request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null
                && request.getLocale().getLanguage().equals("en")
            : String.valueOf(request.getHeader(HttpHeaders.COOKIE))
                .contains(Languages.COOKIE + "=en");
    return english ? Languages.ENGLISH : Languages.VIETNAMESE;
  }

  private static String page(ProblemDetail problem, Locale locale) {
    String title =
        HtmlUtils.htmlEscape(Objects.requireNonNullElse(problem.getTitle(), ""), "UTF-8");
    String sentence =
        HtmlUtils.htmlEscape(Objects.requireNonNullElse(problem.getDetail(), ""), "UTF-8");
    return PAGE.formatted(locale.getLanguage(), title, title, sentence);
  }
}
