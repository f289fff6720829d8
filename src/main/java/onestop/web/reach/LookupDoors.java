package onestop.web.reach;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Registers the gate before every handler; a handler without a mark is refused. */
@Configuration(proxyBeanMethods = false)
class LookupDoors implements WebMvcConfigurer {
  private final LookupGate gate;

  LookupDoors(LookupGate gate) {
    this.gate = gate;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(gate);
  }
}
