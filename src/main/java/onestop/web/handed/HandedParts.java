package onestop.web.handed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.dossier.DossierView;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Adds the files of a dossier to the pages that show it: at the desk after the receipt, on the
 * dossier, and where an officer appraises and signs. Runs behind the handler and before the page is
 * written, so that a failure still gets an answer of its own.
 */
@Component
final class HandedParts implements HandlerInterceptor {
  private static final Set<String> PAGES = Set.of("dossier", "work-item", "receive-done");

  private final HandedView.Writer views;
  private final ResultView.Writer results;

  HandedParts(HandedView.Writer views, ResultView.Writer results) {
    this.views = views;
    this.results = results;
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page == null || !PAGES.contains(String.valueOf(page.getViewName()))) {
      return;
    }
    DossierCode code = code(page.getModel());
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    if (code != null && login != null && login.getPrincipal() instanceof SignedIn reader) {
      page.addObject(HandedView.MODEL, views.of(code, reader));
      if ("work-item".equals(page.getViewName())) {
        page.addObject("result", results.of(code, reader));
      }
    }
  }

  private static @Nullable DossierCode code(Map<String, Object> model) {
    if (model.get("dossier") instanceof Dossier dossier) {
      return dossier.code();
    }
    return model.get("d") instanceof DossierView view ? new DossierCode(view.code()) : null;
  }

  /** Registers it for every handler. */
  @Configuration(proxyBeanMethods = false)
  static class Registration implements WebMvcConfigurer {
    private final HandedParts parts;

    Registration(HandedParts parts) {
      this.parts = parts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(parts);
    }
  }
}
