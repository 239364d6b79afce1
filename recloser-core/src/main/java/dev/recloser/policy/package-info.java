/**
 * Policies as people set them: named fields with limits, in layers (defaults, configuration file,
 * API), and the rules that tell which outcomes count as failures.
 */
@NullMarked
package dev.recloser.policy;

import org.jspecify.annotations.NullMarked;
