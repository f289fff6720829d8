package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Adds every {@link DossierPart}, behind the handler and before the page is written. */
@Component
final class DossierParts implements HandlerInterceptor, WebMvcConfigurer {
  private static final Set<String> PAGES = Set.of("dossier", "work-item", "receive-done");

  private final ObjectProvider<DossierPart> parts;

  DossierParts(ObjectProvider<DossierPart> parts) {
    this.parts = parts;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
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
      List<DossierPart> all = parts.orderedStream().toList();
      all.forEach(part -> part.addTo(page, code, reader));
    }
  }

  private static @Nullable DossierCode code(Map<String, Object> model) {
    if (model.get("dossier") instanceof Dossier dossier) {
      return dossier.code();
    }
    return model.get("d") instanceof DossierView view ? new DossierCode(view.code()) : null;
  }
}
