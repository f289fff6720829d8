package onestop.web.guard;

import java.util.Set;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Configures cookies, forwarded headers and host names by {@link Exposure}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ExposureConfiguration {
  private static final String LOOPBACK = "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|0:0:0:0:0:0:0:1|::1";

  /**
   * Restricts the session's cookie to this host and to requests of the same site; and to TLS where
   * the server is reached by TLS ({@code __Host-}, RFC 6265bis, 4.1.3.2).
   */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionCookie(Exposure exposure) {
    return factory -> {
      Session session = factory.getSession();
      session.setTrackingModes(Set.of(Session.SessionTrackingMode.COOKIE));
      Cookie cookie = session.getCookie();
      cookie.setName(exposure.isSecure() ? "__Host-onestop" : "onestop");
      cookie.setPath("/");
      cookie.setHttpOnly(true);
      cookie.setSecure(exposure.isSecure());
      cookie.setSameSite(Cookie.SameSite.LAX);
    };
  }

  /** Trusts X-Forwarded headers of the configured proxies only, and none without a proxy. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> forwardedHeaders(
      Exposure exposure, @Value("${onestop.web.proxies:" + LOOPBACK + "}") String proxies) {
    return factory -> {
      if (exposure.isProxied()) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(proxies);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        factory.addEngineValves(valve);
      }
    };
  }

  @Bean
  FilterRegistrationBean<OwnHostFilter> ownHost(Exposure exposure, SecurityAnswers answers) {
    FilterRegistrationBean<OwnHostFilter> filter =
        new FilterRegistrationBean<>(new OwnHostFilter(exposure, answers));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  @Bean
  FilterRegistrationBean<OneTypeFilter> oneType(SecurityAnswers answers) {
    FilterRegistrationBean<OneTypeFilter> filter =
        new FilterRegistrationBean<>(new OneTypeFilter(answers));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
    return filter;
  }
}
