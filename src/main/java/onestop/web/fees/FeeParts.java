package onestop.web.fees;

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
 * Adds the fee account of a dossier to the pages that show it: at the desk after the receipt, on
 * the dossier, and where an officer hands over the result. Runs behind the handler and before the
 * page is written.
 */
@Component
final class FeeParts implements HandlerInterceptor {
  private static final Set<String> PAGES = Set.of("dossier", "work-item", "receive-done");

  private final FeeView.Writer views;

  FeeParts(FeeView.Writer views) {
    this.views = views;
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
      page.addObject(FeeView.MODEL, views.of(code, reader.caller()));
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
    private final FeeParts parts;

    Registration(FeeParts parts) {
      this.parts = parts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(parts);
    }
  }
}
