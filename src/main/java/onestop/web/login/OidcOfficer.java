package onestop.web.login;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** An officer whom the identity provider has identified; roles are onestop's own. */
final class OidcOfficer extends DefaultOidcUser {
  @Serial private static final long serialVersionUID = 1L;

  private final transient SignedIn officer;

  OidcOfficer(OidcUser identity, SignedIn officer) {
    super(officer.getAuthorities(), identity.getIdToken(), identity.getUserInfo());
    this.officer = officer;
  }

  SignedIn officer() {
    return officer;
  }

  /** The officer's login. */
  @Override
  public String getName() {
    return officer.getUsername();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OidcOfficer same
        && super.equals(same)
        && getName().equals(same.getName());
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), getName());
  }
}
