package onestop.web.guard;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import onestop.forms.PublicAddress;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Where this server can be reached, and whether by TLS.
 *
 * <p>Beyond loopback it listens only with TLS of its own, behind a proxy that has it, or when told
 * to speak plain HTTP; and only under the name of {@code onestop.public-url}, so that no request
 * can choose the name that a page, a redirect or a cookie is made for.
 */
@Component
@ConditionalOnWebApplication
public final class Exposure {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0(:0){6}:1]");

  private final boolean loopback;
  private final boolean secure;
  private final boolean proxied;
  private final Optional<String> publicAuthority;

  public Exposure(
      ServerProperties server,
      @Value("${onestop.web.transport:none}") Transport transport,
      PublicAddress publicAddress) {
    InetAddress address = server.getAddress();
    boolean tls = server.getSsl() != null && server.getSsl().isEnabled();
    this.loopback = address != null && address.isLoopbackAddress();
    this.proxied = transport == Transport.PROXY;
    this.secure = tls || proxied;
    this.publicAuthority = publicAddress.authority();
    String shown = address == null ? "0.0.0.0" : address.getHostAddress();
    if (!loopback && !secure && transport != Transport.PLAIN) {
      throw Failure.badInput("web", "plain-http", "address", shown);
    }
    if (!loopback && publicAuthority.isEmpty()) {
      throw Failure.badInput("web", "public-url-needed", "address", shown);
    }
  }

  /** How requests from beyond this machine come. */
  public enum Transport {
    /** They do not, or by TLS that this server speaks itself. */
    NONE,
    /** Through a proxy that speaks TLS and says in X-Forwarded headers who asked. */
    PROXY,
    /** In the clear, which everybody on the way reads. */
    PLAIN
  }

  /** Whether nobody but this machine reaches the server by itself. */
  public boolean isLoopback() {
    return loopback;
  }

  /** Whether people reach it by TLS only, so that cookies are kept to it. */
  public boolean isSecure() {
    return secure;
  }

  /** Whether a proxy stands before it. */
  boolean isProxied() {
    return proxied;
  }

  /**
   * Whether a request may name this host (the Host header's value, with its port): the one of the
   * public address, or a name of this machine for somebody who asks from this machine.
   */
  boolean answersTo(@Nullable String host, boolean fromThisMachine) {
    if (host == null || host.isEmpty()) {
      return false;
    }
    String asked = host.toLowerCase(Locale.ROOT);
    return publicAuthority.filter(asked::equals).isPresent()
        || (fromThisMachine && LOOPBACK.matcher(asked.replaceFirst(":\\d{1,5}$", "")).matches());
  }
}
