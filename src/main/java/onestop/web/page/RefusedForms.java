package onestop.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import onestop.web.input.TypedText;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * A posted form that is shown again with its errors answers 400, as the API does for the same
 * input: the model names the errors in a sentence, {@code refused}. A handler that sets a status of
 * its own keeps it, and a redirect is no refusal. Every page that answers a refusal keeps what was
 * typed, as {@link KeptText} says.
 */
@Component
class RefusedForms implements HandlerInterceptor, WebMvcConfigurer {
  private final ObjectProvider<ThymeleafViewResolver> views;
  private final Names names;

  RefusedForms(ObjectProvider<ThymeleafViewResolver> views, Names names) {
    this.views = views;
    this.names = names;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // first before a handler, and so last behind it: it writes the page with all that others add
    registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView shown)
      throws Exception {
    String page = shown == null ? null : shown.getViewName();
    if (shown == null
        || page == null
        || page.startsWith("redirect:")
        || !request.getMethod().equals("POST")) {
      return;
    }
    if (response.getStatus() == HttpStatus.OK.value() && isRefused(shown.getModelMap())) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
    }
    if (response.getStatus() >= HttpStatus.BAD_REQUEST.value() && !page.contains("::")) {
      keep(page, shown, request);
    }
  }

  private void keep(String page, ModelAndView shown, HttpServletRequest request) throws Exception {
    TypedText typed = TypedText.of(request).orElse(null);
    ThymeleafViewResolver resolver = views.getIfAvailable();
    if (typed == null || resolver == null || shown.getModelMap().containsKey(TypedText.MODEL)) {
      return;
    }
    View view = resolver.resolveViewName(page, LocaleContextHolder.getLocale());
    if (view != null) {
      shown.setView(new KeptText(view, typed, this::isText));
    }
  }

  /** Whether the field has a label: the others are the form's own. */
  private boolean isText(String field) {
    String part = field.substring(field.indexOf('-') + 1);
    return !names.textOr("complete.field." + part, "").isEmpty()
        || !names.textOr("typed.field." + part, "").isEmpty();
  }

  private static boolean isRefused(ModelMap model) {
    return model.get("refused") != null;
  }
}
