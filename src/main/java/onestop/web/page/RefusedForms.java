package onestop.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A posted form that is shown again with its errors answers 400, as the API does for the same
 * input: the model names the errors in a sentence, {@code refused}. A handler that sets a status of
 * its own keeps it, and a redirect is no refusal.
 */
@Component
class RefusedForms implements HandlerInterceptor, WebMvcConfigurer {
  RefusedForms() {}

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView shown) {
    if (shown != null
        && request.getMethod().equals("POST")
        && response.getStatus() == HttpStatus.OK.value()
        && !String.valueOf(shown.getViewName()).startsWith("redirect:")
        && isRefused(shown.getModelMap())) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
    }
  }

  private static boolean isRefused(ModelMap model) {
    return model.get("refused") != null;
  }
}
