"""Eligibility common to all carriers and of 基础级, 先进级, 卓越级, 领航级."""
