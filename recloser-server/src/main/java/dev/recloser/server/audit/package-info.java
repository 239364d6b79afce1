/** Reading the audit log. */
@NullMarked
package dev.recloser.server.audit;

import org.jspecify.annotations.NullMarked;
