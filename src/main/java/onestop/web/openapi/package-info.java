/** The description of the API by OpenAPI, made from the handlers and from the forms of steps. */
@NullMarked
package onestop.web.openapi;

import org.jspecify.annotations.NullMarked;
