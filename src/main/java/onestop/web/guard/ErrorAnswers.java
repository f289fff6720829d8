package onestop.web.guard;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import onestop.node.DatabaseTrouble;
import onestop.web.input.Again;
import onestop.web.input.TypedText;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import onestop.web.words.Problem;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers every exception: with a problem document for a program, with a page for a person. */
@Controller
@ControllerAdvice
@PersonalData(Of.NOBODY)
class ErrorAnswers implements ErrorController {
  private final Problems problems;

  ErrorAnswers(Problems problems) {
    this.problems = problems;
  }

  /**
   * Answers an exception of a controller; a refused role is left to the security chain, and a
   * caller that closed the connection gets no answer.
   */
  @ExceptionHandler
  @Nullable Object thrown(
      Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
    if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
      throw thrown;
    }
    if (hasHungUp(thrown)) {
      return null;
    }
    return answer(problems.of(thrown), request, response);
  }

  /**
   * Whether the caller closed the connection; an unreachable database, or bytes that are no HTTP,
   * give similar exceptions.
   */
  private static boolean hasHungUp(Exception thrown) {
    return DisconnectedClientHelper.isClientDisconnectedException(thrown)
        && DatabaseTrouble.of(thrown).isEmpty()
        && !Problems.isTooSlow(thrown)
        && !Problems.isGarbled(thrown);
  }

  /** Answers a refusal before or outside any controller. */
  @RequestMapping("/error")
  Object refused(HttpServletRequest request, HttpServletResponse response) {
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Problem problem =
        thrown instanceof Throwable t
            ? problems.of(t)
            : Problems.ofStatus(status instanceof Integer code ? code : 404);
    return answer(problem, request, response);
  }

  /** Builds the answer without the database, which may be the cause of the failure. */
  private Object answer(Problem problem, HttpServletRequest request, HttpServletResponse response) {
    Locale locale = LocaleContextHolder.getLocale();
    problem.retryAfter().ifPresent(after -> response.setHeader(HttpHeaders.RETRY_AFTER, after));
    if (Paths.isApi(request)) {
      return ResponseEntity.status(problem.status())
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problems.detail(problem, locale));
    }
    response.setStatus(problem.status().value());
    ModelAndView page = new ModelAndView("error");
    page.addObject("status", problem.status().value());
    page.addObject("sentence", problems.sentence(problem, locale));
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      page.addObject("again", Again.of(request));
    }
    // the typed text is kept, whatever the failure
    TypedText.of(request).ifPresent(typed -> page.addObject(TypedText.MODEL, typed));
    return page;
  }
}
