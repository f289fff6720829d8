package onestop.web.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import onestop.forms.PublicAddress;
import onestop.kernel.Failure;
import onestop.web.guard.Exposure.Transport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.server.Ssl;

@Tag("pure")
class ExposureTest {
  private static final String PUBLIC = "https://mot-cua.example.vn";

  @Test
  void listensToOtherMachinesOnlyWithTlsOrWhenTold() {
    assertThat(refusal("0.0.0.0", Transport.NONE, PUBLIC)).isEqualTo("plain-http");
    assertThat(refusal("::", Transport.NONE, PUBLIC)).isEqualTo("plain-http");
    assertThat(refusal(null, Transport.NONE, PUBLIC)).isEqualTo("plain-http");
    assertThat(refusal("10.1.2.4", Transport.PROXY, "")).isEqualTo("public-url-needed");
    assertThat(refusal("10.1.2.4", Transport.PLAIN, "")).isEqualTo("public-url-needed");
    assertThat(exposure("10.1.2.4", Transport.PROXY, PUBLIC).isSecure()).isTrue();
    assertThat(exposure("10.1.2.4", Transport.PLAIN, PUBLIC).isSecure()).isFalse();
    assertThat(exposure("127.0.0.1", Transport.NONE, "").isLoopback()).isTrue();
    assertThat(exposure("::1", Transport.NONE, "").isLoopback()).isTrue();
    ServerProperties tls = server("10.1.2.4");
    tls.setSsl(new Ssl());
    assertThat(new Exposure(tls, Transport.NONE, new PublicAddress(PUBLIC)).isSecure()).isTrue();
  }

  @Test
  void answersToItsPublicNameAndToThisMachine() {
    Exposure exposure = exposure("10.1.2.4", Transport.PROXY, PUBLIC);
    assertThat(exposure.answersTo("mot-cua.example.vn", false)).isTrue();
    assertThat(exposure.answersTo("Mot-Cua.EXAMPLE.vn", false)).isTrue();
    assertThat(exposure.answersTo("localhost:8080", true)).isTrue();
    assertThat(exposure.answersTo("127.0.0.1:8080", true)).isTrue();
    assertThat(exposure.answersTo("[::1]:8080", true)).isTrue();
    assertThat(exposure.answersTo("localhost:8080", false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "mot-cua.example.vn.evil.example",
        "mot-cua.example.vn:8443",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1:8080@evil.example",
        "10.1.2.4:8080"
      })
  void answersToNoOtherName(String host) {
    assertThat(exposure("10.1.2.4", Transport.PROXY, PUBLIC).answersTo(host, true)).isFalse();
  }

  private static Exposure exposure(String address, Transport transport, String url) {
    return new Exposure(server(address), transport, new PublicAddress(url));
  }

  private static String refusal(String address, Transport transport, String url) {
    return catchThrowableOfType(Failure.class, () -> exposure(address, transport, url)).slug();
  }

  private static ServerProperties server(String address) {
    ServerProperties server = new ServerProperties();
    try {
      server.setAddress(address == null ? null : InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
    return server;
  }
}
